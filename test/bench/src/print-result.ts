import { cpus } from 'node:os';
import type { Assessed } from './assess-batches';

/** What one request may cost: features read and decision made, in batches of a hundred. */
const mostMicros = 100;

/** Where it ran: whoever compares figures needs to know. */
export interface Circumstances {
  readonly postgres: string;
  readonly policy: string;
  readonly settings: string;
}

/** Prints CPU by request, and the limit: the mean of all rounds, and of the round that other work disturbed least. */
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
  row('both', nodeMicros);
  row('features alone', ({ features, requests }) => features / requests);
  row('decision alone', ({ decision, requests }) => decision / requests);
  row('both alone', scoringMicros);
  row('wall clock', ({ wallMs, requests }) => (1000 * wallMs) / requests);
  // Counted in hundredths of a second: too coarse for one round.
  print(
    `  ${'CPU of PostgreSQL'.padEnd(24)}${micros(total.postgres && total.postgres / total.requests).padStart(12)}`,
  );
  print(`features read and decision made, ${against(scoringMicros(total))}`);
  print(`with profile and history read, and the snapshot written and hashed, ${against(nodeMicros(total))}`);
}

/** The features and the decision, which the limit is for. */
function scoringMicros({ features, decision, requests }: Assessed): number {
  return (features + decision) / requests;
}

function against(spentMicros: number): string {
  const verdict = spentMicros <= mostMicros ? 'within' : 'above';
  return `mean: ${((100 * spentMicros) / mostMicros).toFixed(0)} % of the limit of ${mostMicros} µs, ${verdict} it`;
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
    features: one.features + other.features,
    decision: one.decision + other.decision,
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
