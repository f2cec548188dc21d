import type { GuessingResult, HonestTraffic } from './run-guessing';

/** One number found in so many guesses is the most that a sender may get. */
const guessesForOneFind = 100_000;

/** Prints what came of the guessing; 1 when more was found than is admitted, or something got no answer. */
export function printGuessing(result: GuessingResult, print: (line: string) => void): number {
  const { guessed, openCards, blockedCards, before, during } = result;
  let worst = 0;
  for (const [place, { answers, unanswered, found }] of guessed.entries()) {
    const guesses = Object.values(answers).reduce((sum, count) => sum + count, 0);
    const told = Object.entries(answers).map(([answer, count]) => `${answer}: ${count}`);
    print(`network ${place + 1}: ${guesses} guesses answered, ${found} numbers found; ${told.join(', ')}`);
    for (const [why, count] of Object.entries(unanswered)) print(`  not answered: ${count}: ${why}`);
    worst = Math.max(worst, found / Math.max(guesses, guessesForOneFind));
  }
  print(`open cards of others: ${openCards}, blocked: ${blockedCards}`);
  print(`honest purchases before: ${traffic(before)}`);
  print(`honest purchases beside: ${traffic(during)}`);
  const lost = [...guessed, before, during].some(({ unanswered }) => Object.keys(unanswered).length > 0);
  return worst > 1 / guessesForOneFind || lost ? 1 : 0;
}

function traffic({ sent, approved, unanswered, p50Ms, p99Ms }: HonestTraffic): string {
  const lost = Object.entries(unanswered).map(([why, count]) => `, ${count} not answered: ${why}`);
  return `${approved} of ${sent} approved, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms${lost.join('')}`;
}
