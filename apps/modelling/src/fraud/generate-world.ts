import { playWorld, type WorldSize } from '@mayfly/fraud-world';
import { LineWriter } from './transactions/line-writer';

const progressEvery = 1_000;

/**
 * Writes a world in the handbook's published format; gives the number of transactions.
 *
 * @param at told how far it is
 */
export function generateWorld(
  file: string,
  size: WorldSize,
  at: (what: string) => void = () => undefined,
): number {
  const output = new LineWriter(file);
  output.write('TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD');
  let transactions = 0;
  for (const { id, atMs, customerId, terminalId, amountMinor, fraud } of playWorld(size)) {
    const instant = new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
    const amount = (amountMinor / 100).toFixed(2);
    output.write(`${id},${instant},${customerId},${terminalId},${amount},${fraud === 0 ? 0 : 1}`);
    transactions++;
    if (transactions % progressEvery === 0) at(`${transactions} transactions, on ${instant.slice(0, 10)}`);
  }
  output.close();
  return transactions;
}
