import { readFileSync } from 'node:fs';

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
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold spaces; the fields after it do not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * tickMicros;
  } catch {
    return undefined;
  }
}
