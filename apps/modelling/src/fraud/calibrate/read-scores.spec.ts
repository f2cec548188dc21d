import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScoredTransaction } from '../backtest/scored-transaction';
import { readScored } from './read-scores';

const folder = mkdtempSync(join(tmpdir(), 'scores-'));
afterAll(() => rmSync(folder, { recursive: true }));

const transactions = `TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD
7,1970-01-03 10:00:00,ada,shop,5.00,1
8,1970-01-04 10:00:00,ben,shop,6.00,0
`;

async function joined(scores: string): Promise<ScoredTransaction[]> {
  const [transactionsFile, scoresFile] = [join(folder, 'transactions.csv'), join(folder, 'scores.csv')];
  writeFileSync(transactionsFile, transactions);
  writeFileSync(scoresFile, scores);
  const scored: ScoredTransaction[] = [];
  for await (const each of readScored(transactionsFile, scoresFile)) scored.push(each);
  return scored;
}

test('each transaction gets the score that was written for it', async () => {
  expect(await joined('TRANSACTION_ID,score\n7,0.75\n8,0.001\n')).toEqual([
    { day: 2, customerId: 'ada', fraud: true, score: 0.75 },
    { day: 3, customerId: 'ben', fraud: false, score: 0.001 },
  ]);
});

test.each([
  ['is missing', 'TRANSACTION_ID,score\n7,0.75\n', '8'],
  ['belongs to another transaction', 'TRANSACTION_ID,score\n8,0.75\n7,0.001\n', '7'],
  ['is no number', 'TRANSACTION_ID,score\n7,high\n8,0.001\n', '7'],
])('a score that %s stops the calibration', async (_, scores, id) => {
  await expect(joined(scores)).rejects.toThrow(`no score for transaction ${id}`);
});
