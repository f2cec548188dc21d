import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTransactions } from './read-transactions';
import type { Transaction } from './transaction';

const folder = mkdtempSync(join(tmpdir(), 'transactions-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(text: string): Promise<Transaction[]> {
  const file = join(folder, 'transactions.csv');
  writeFileSync(file, text);
  const transactions: Transaction[] = [];
  for await (const transaction of readTransactions(file)) transactions.push(transaction);
  return transactions;
}

const header = 'TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD';

test('reads the published format', async () => {
  expect(
    await read(`${header}\n0,2018-04-01 00:00:31,596,3156,57.16,0\n1,2018-04-01 00:02:10,4961,3412,81.5,1\n`),
  ).toEqual([
    {
      id: '0',
      atMs: Date.UTC(2018, 3, 1, 0, 0, 31),
      customerId: '596',
      terminalId: '3156',
      amountMinor: 5_716,
      fraud: false,
    },
    {
      id: '1',
      atMs: Date.UTC(2018, 3, 1, 0, 2, 10),
      customerId: '4961',
      terminalId: '3412',
      amountMinor: 8_150,
      fraud: true,
    },
  ]);
});

test('takes columns in any order, more of them, Windows line ends and a missing last one', async () => {
  const text =
    'TX_FRAUD,TX_FRAUD_SCENARIO,TX_AMOUNT,TERMINAL_ID,CUSTOMER_ID,TX_DATETIME,TRANSACTION_ID\r\n' +
    '1,2,9.99,t,c,2018-04-01T10:00:00,a\r\n0,0,1,t,c,2018-04-01 11:00:00,b';
  expect(await read(text)).toMatchObject([
    { id: 'a', amountMinor: 999, fraud: true, customerId: 'c' },
    { id: 'b', amountMinor: 100, fraud: false, terminalId: 't' },
  ]);
});

test.each([
  ['', 'is empty'],
  ['TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID\n', 'has no column TERMINAL_ID, TX_AMOUNT, TX_FRAUD'],
  [`${header}\n0,yesterday,1,2,3.00,0`, 'line 2: TX_DATETIME is "yesterday"'],
  [`${header}\n0,2018-04-01 00:00:31,1,2,,0`, 'line 2: TX_AMOUNT is ""'],
  [`${header}\n0,2018-04-01 00:00:31,1,2,3.00,2`, 'line 2: TX_FRAUD is "2"'],
  [`${header}\n0,2018-04-01 00:00:31,,2,3.00,0`, 'line 2: an id is empty'],
  [`${header}\n0,2018-04-01 00:00:31`, 'line 2: an id is empty'],
])('says what is wrong with %j', async (text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});
