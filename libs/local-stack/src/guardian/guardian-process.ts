import { readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GuardianOrder } from './guardian';

/** How long a watched process may take to end by itself before it is killed. */
const graceMs = 10_000;

const processes = new Map<number, NodeJS.Signals>();
const paths = new Set<string>();

function obey(order: GuardianOrder): void {
  if ('watch' in order) processes.set(order.watch, order.signal);
  else if ('forget' in order) processes.delete(order.forget);
  else if ('remove' in order) paths.add(order.remove);
  else paths.delete(order.keep);
}

/** A process that has ended but that nobody has collected still has a number; it counts as gone. */
function isZombie(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

function signalled(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

async function endEverything(): Promise<void> {
  const left = new Set([...processes].filter(([pid, signal]) => signalled(pid, signal)).map(([pid]) => pid));
  const killAt = Date.now() + graceMs;
  while (left.size > 0 && Date.now() < killAt) {
    await sleep(50);
    for (const pid of left) if (!signalled(pid, 0)) left.delete(pid);
  }
  for (const pid of left) signalled(pid, 'SIGKILL');
  for (const path of paths) rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => {
  obey(JSON.parse(line) as GuardianOrder);
});
orders.once('close', () => {
  void endEverything();
});
