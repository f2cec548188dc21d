import type { FaultyTransport } from './faulty-transport';

/** Prints what went wrong on the way, if anything was to. */
export function printFaults({ name, happened }: FaultyTransport, print: (line: string) => void): void {
  if (happened.size === 0) return;
  print(`${name}: faults on the way: ${[...happened].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
}
