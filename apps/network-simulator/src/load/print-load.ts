import { isMeant, type LoadResult } from './tally';

/** Prints what came of a load; 1 when a message got no answer, or another than it had to be. */
export function printLoad(result: LoadResult, print: (line: string) => void): number {
  const { sent, answered, expected, answers, unanswered, deviations, p50Ms, p99Ms } = result;
  print(`sent ${sent}, answered ${answered}, as expected ${expected}`);
  if (answers.size > 0) print([...answers].map(([answer, count]) => `${answer}: ${count}`).join(', '));
  if (answered > 0)
    print(`p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms from the intended send time`);
  for (const [why, count] of unanswered) print(`not answered: ${count}: ${why}`);
  for (const { what, dump } of deviations) {
    print(`✗ ${what}`);
    for (const line of dump.split('\n')) print(`    ${line}`);
  }
  if (answered - expected > deviations.length)
    print(`… and ${answered - expected - deviations.length} more that are not as expected`);
  return answered === expected && [...unanswered.keys()].every(isMeant) ? 0 : 1;
}
