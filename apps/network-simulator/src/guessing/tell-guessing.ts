import type { GuessingResult, HonestTraffic } from './run-guessing';

/** One number found in so many guesses is the most that a sender may get. */
const guessesForOneFind = 100_000;

/** Prints what came of the guessing; 1 when more was found than is admitted. */
export function tellGuessing(result: GuessingResult, print: (line: string) => void): number {
  const { guessed, openCards, blockedCards, before, during } = result;
  let worst = 0;
  for (const [place, { answers, found }] of guessed.entries()) {
    const guesses = Object.values(answers).reduce((sum, count) => sum + count, 0);
    const told = Object.entries(answers).map(([answer, count]) => `${answer}: ${count}`);
    print(`network ${place + 1}: ${guesses} guesses, ${found} numbers found; ${told.join(', ')}`);
    worst = Math.max(worst, found / Math.max(guesses, guessesForOneFind));
  }
  print(`open cards of others: ${openCards}, blocked: ${blockedCards}`);
  print(`honest purchases before: ${traffic(before)}`);
  print(`honest purchases beside: ${traffic(during)}`);
  return worst > 1 / guessesForOneFind ? 1 : 0;
}

function traffic({ sent, approved, p50Ms, p99Ms }: HonestTraffic): string {
  return `${approved} of ${sent} approved, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;
}
