import { readdirSync, readFileSync } from 'node:fs';

/** CPU time, in microseconds. */
export type Cpu = number;

/** CPU that this process spends while it does some work: all threads, garbage collection and compilation included. */
export class NodeCpu {
  spent: Cpu = 0;

  async during<T>(work: () => T | Promise<T>): Promise<T> {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    this.spent += user + system;
    return result;
  }
}

/** Linux counts in hundredths of a second, whatever the machine. */
const tickMicros = 10_000;

/** CPU that another process of this machine has spent since it began; undefined where the system does not tell. */
export function cpuOfProcess(pid: number): Cpu | undefined {
  return statOf(pid)?.own;
}

/** CPU of a process and of all its children, those that have ended included: of a PostgreSQL, of whatever its clients asked for. */
export function cpuOfFamily(pid: number): Cpu | undefined {
  const parent = statOf(pid);
  if (parent === undefined) return undefined;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter((child) => child.parentPid === pid);
  return parent.own + parent.ofEnded + children.reduce((sum, child) => sum + child.own + child.ofEnded, 0);
}

interface Stat {
  readonly parentPid: number;
  readonly own: Cpu;
  /** Of children that were waited for. */
  readonly ofEnded: Cpu;
}

function statOf(pid: number): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold spaces; the fields after it do not.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = (...places: number[]): Cpu =>
      places.reduce((sum, place) => sum + (fields[place] ?? 0), 0) * tickMicros;
    return { parentPid: fields[1] ?? 0, own: ticks(11, 12), ofEnded: ticks(13, 14) };
  } catch {
    return undefined;
  }
}
