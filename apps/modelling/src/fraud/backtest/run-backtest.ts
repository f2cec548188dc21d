import type { FraudTrees } from '@mayfly/fraud-model';
import { LineWriter } from '../transactions/line-writer';
import { readTransactions } from '../transactions/read-transactions';
import { Scorer } from './score-transactions';
import type { ScoredTransaction } from './scored-transaction';
import { lastWeeks, testWeek, type TestWeek } from './test-weeks';

/** What a back-test found. */
export interface Backtest {
  readonly transactions: number;
  readonly frauds: number;
  /** Of the last weeks of the file that have two weeks before them, oldest first. */
  readonly weeks: readonly TestWeek[];
}

const progressEvery = 1_000;

/**
 * Scores a file of transactions as they would have been scored online, writes `TRANSACTION_ID,score`, and measures the scores
 * on the last weeks of the file.
 */
export async function runBacktest(
  transactionsFile: string,
  scoresFile: string,
  trees: FraudTrees,
  progress: (line: string) => void,
): Promise<Backtest> {
  const scorer = new Scorer(trees);
  const output = new LineWriter(scoresFile);
  const scored: ScoredTransaction[] = [];
  output.write('TRANSACTION_ID,score');
  for await (const transaction of readTransactions(transactionsFile)) {
    const result = scorer.score(transaction);
    scored.push(result);
    output.write(`${transaction.id},${result.score}`);
    if (scored.length % progressEvery === 0) progress(`${scored.length} transactions scored`);
  }
  output.close();
  return {
    transactions: scored.length,
    frauds: scored.filter(({ fraud }) => fraud).length,
    weeks: measureLastWeeks(scored),
  };
}

/** The handbook's measures of the last weeks. Transactions: in order of time. */
export function measureLastWeeks(scored: readonly ScoredTransaction[]): TestWeek[] {
  const [first, last] = [scored[0], scored.at(-1)];
  if (first === undefined || last === undefined) return [];
  return lastWeeks(first.day, last.day).map((day) => testWeek(scored, day));
}
