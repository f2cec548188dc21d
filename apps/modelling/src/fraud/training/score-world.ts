import type { FraudTrees } from '@mayfly/fraud-model';
import { handbookSize, playWorld } from '@mayfly/fraud-world';
import { Scorer } from '../backtest/score-transactions';
import type { ScoredTransaction } from '../backtest/scored-transaction';
import { testWeeks } from '../backtest/test-weeks';
import { fromWorld } from '../transactions/transaction';

/** Days of the world: its last four weeks are the weeks that the handbook tests on. */
const days = 136;
/** The first day whose labels the protocol looks at; what comes before only makes history. */
const firstDay = days - (testWeeks + 2) * 7;

/** Scores the last six weeks of a world. */
export function scoreWorld(trees: FraudTrees, seed: number): ScoredTransaction[] {
  const scorer = new Scorer(trees);
  const scored: ScoredTransaction[] = [];
  for (const purchase of playWorld({ ...handbookSize, days, seed })) {
    const transaction = fromWorld(purchase);
    if (purchase.day < firstDay) scorer.pass(transaction);
    else scored.push(scorer.score(transaction));
  }
  return scored;
}
