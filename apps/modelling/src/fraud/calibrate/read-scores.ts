import { dayMs } from '@mayfly/fraud-model';
import type { ScoredTransaction } from '../backtest/scored-transaction';
import { linesOf } from '../transactions/lines-of';
import { NotATransactionFile, readTransactions } from '../transactions/read-transactions';

/** Joins a file of transactions with the scores that `backtest` wrote for it: the same transactions in the same order. */
export async function* readScored(
  transactionsFile: string,
  scoresFile: string,
): AsyncGenerator<ScoredTransaction> {
  const scores = linesOf(scoresFile);
  await scores.next();
  for await (const { id, atMs, customerId, fraud } of readTransactions(transactionsFile)) {
    const line = await scores.next();
    const [scoredId, score = ''] = line.done === true ? [] : line.value.split(',');
    if (scoredId !== id || score === '' || Number.isNaN(Number(score))) {
      throw new NotATransactionFile(`${scoresFile} has no score for transaction ${id} where it should be`);
    }
    yield { day: Math.floor(atMs / dayMs), customerId, fraud, score: Number(score) };
  }
}
