import { setTimeout as delay } from 'node:timers/promises';

const closeWithinMs = 5_000;

/**
 * Closes one connection after the other, each within five seconds. One that fails or takes longer keeps none of those behind
 * it from being closed: it ends with the process.
 */
export async function closeInTurn(...closings: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of closings) await withinLimit(close());
}

async function withinLimit(closing: Promise<void>): Promise<void> {
  const limit = new AbortController();
  const late = delay(closeWithinMs, undefined, { signal: limit.signal, ref: false }).catch(() => undefined);
  await Promise.race([closing.catch(() => undefined), late]);
  limit.abort();
}
