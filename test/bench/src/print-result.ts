import { cpus } from 'node:os';
import type { Assessed } from './assess-batches';

/** What issue 4 allows one request: features read and decision made, in batches of a hundred. */
const mostMicros = 100;

/** Where it ran: whoever compares figures needs to know. */
export interface Circumstances {
  readonly postgres: string;
  readonly policy: string;
  readonly settings: string;
}

/** Prints CPU by request, against the limit. */
export function printResult(
  { requests, reading, deciding, postgres, wallMs, outcomes }: Assessed,
  circumstances: Circumstances,
  print: (line: string) => void,
): void {
  const [model = 'unknown'] = cpus().map((cpu) => cpu.model);
  print(`Node.js ${process.versions.node}, ${circumstances.postgres}, ${cpus().length} × ${model.trim()}`);
  print(`${circumstances.settings}, policy ${circumstances.policy}`);
  print(`${requests} requests: ${mixOf(outcomes, requests)}\n`);
  const micros = (label: string, spent: number): void =>
    print(`${label.padEnd(34)}${(spent / requests).toFixed(1).padStart(7)} µs`);
  print('for each request');
  micros('  CPU of Node, reading', reading);
  micros('  CPU of Node, deciding', deciding);
  micros('  CPU of Node', reading + deciding);
  if (postgres !== undefined) micros('  CPU of PostgreSQL', postgres);
  micros('  wall clock', wallMs * 1000);
  const ratio = (reading + deciding) / requests / mostMicros;
  const verdict = ratio <= 1 ? 'within' : 'above';
  print(`\n${verdict} the limit of ${mostMicros} µs of Node's CPU: ${(100 * ratio).toFixed(0)} % of it`);
}

function mixOf(outcomes: ReadonlyMap<string, number>, requests: number): string {
  return [...outcomes]
    .sort(([, one], [, other]) => other - one)
    .map(([outcome, count]) => `${((100 * count) / requests).toFixed(1)} % ${outcome}`)
    .join(', ');
}
