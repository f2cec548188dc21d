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

/** Prints CPU by request, against the limit: the mean of all rounds, and of the round that other work disturbed least. */
export function printResult(
  rounds: readonly Assessed[],
  circumstances: Circumstances,
  print: (line: string) => void,
): void {
  const total = rounds.reduce(together);
  const quietest = rounds.reduce((one, other) => (nodeMicros(other) < nodeMicros(one) ? other : one));
  const [model = 'unknown'] = cpus().map((cpu) => cpu.model);
  print(`Node.js ${process.versions.node}, ${circumstances.postgres}, ${cpus().length} × ${model.trim()}`);
  print(`${circumstances.settings}, policy ${circumstances.policy}`);
  print(`${total.requests} requests: ${mixOf(total)}\n`);
  print(`${'for each request'.padEnd(26)}${'mean'.padStart(12)}${'quietest round'.padStart(18)}`);
  const row = (label: string, of: (assessed: Assessed) => number | undefined): void => {
    print(`  ${label.padEnd(24)}${micros(of(total)).padStart(12)}${micros(of(quietest)).padStart(18)}`);
  };
  row('CPU of Node, reading', ({ reading, requests }) => reading / requests);
  row('CPU of Node, deciding', ({ deciding, requests }) => deciding / requests);
  row('CPU of Node', nodeMicros);
  row('wall clock', ({ wallMs, requests }) => (1000 * wallMs) / requests);
  // Counted in hundredths of a second: too coarse for one round.
  print(
    `  ${'CPU of PostgreSQL'.padEnd(24)}${micros(total.postgres && total.postgres / total.requests).padStart(12)}`,
  );
  for (const [name, assessed] of [['mean', total] as const, ['quietest round', quietest] as const]) {
    const ratio = nodeMicros(assessed) / mostMicros;
    const verdict = ratio <= 1 ? 'within' : 'above';
    print(
      `${verdict} the limit of ${mostMicros} µs of Node's CPU, ${name}: ${(100 * ratio).toFixed(0)} % of it`,
    );
  }
}

function nodeMicros({ reading, deciding, requests }: Assessed): number {
  return (reading + deciding) / requests;
}

function micros(spent: number | undefined): string {
  return spent === undefined ? 'not told' : `${spent.toFixed(1)} µs`;
}

function together(one: Assessed, other: Assessed): Assessed {
  const outcomes = new Map(one.outcomes);
  for (const [outcome, count] of other.outcomes) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count);
  return {
    requests: one.requests + other.requests,
    reading: one.reading + other.reading,
    deciding: one.deciding + other.deciding,
    postgres:
      one.postgres === undefined || other.postgres === undefined ? undefined : one.postgres + other.postgres,
    wallMs: one.wallMs + other.wallMs,
    outcomes,
  };
}

function mixOf({ outcomes, requests }: Assessed): string {
  return [...outcomes]
    .sort(([, one], [, other]) => other - one)
    .map(([outcome, count]) => `${((100 * count) / requests).toFixed(1)} % ${outcome}`)
    .join(', ');
}
