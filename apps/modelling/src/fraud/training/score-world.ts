import type { FraudTrees } from '@mayfly/fraud-model';
import { handbookSize, playWorld, type WorldSize } from '@mayfly/fraud-world';
import { Scorer } from '../backtest/score-transactions';
import type { ScoredTransaction } from '../backtest/scored-transaction';
import { testWeeks } from '../backtest/test-weeks';
import { fromWorld } from '../transactions/transaction';

/** A world of this seed whose last four weeks are those that the handbook tests on. */
export function testWorld(seed: number): WorldSize {
  return { ...handbookSize, days: 136, seed };
}

/** The weeks that the handbook tests on, and the two before them, whose labels the protocol looks at. */
const scoredDays = (testWeeks + 2) * 7;

/**
 * Scores the last six weeks of a world; what comes before only makes history.
 *
 * @param at told of each day of the world
 */
export function scoreWorld(
  trees: FraudTrees,
  world: WorldSize,
  at: (day: number) => void = () => undefined,
): ScoredTransaction[] {
  const scorer = new Scorer(trees);
  const scored: ScoredTransaction[] = [];
  let day: number | undefined;
  for (const purchase of playWorld(world)) {
    if (purchase.day !== day) at((day = purchase.day));
    const transaction = fromWorld(purchase);
    if (purchase.day < world.days - scoredDays) scorer.pass(transaction);
    else scored.push(scorer.score(transaction));
  }
  return scored;
}
