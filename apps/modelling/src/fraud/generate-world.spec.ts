import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playWorld } from '@mayfly/fraud-world';
import { generateWorld } from './generate-world';
import { readTransactions } from './transactions/read-transactions';
import { fromWorld, type Transaction } from './transactions/transaction';

const folder = mkdtempSync(join(tmpdir(), 'world-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a world that was written and read again is the same world', async () => {
  const file = join(folder, 'world.csv');
  const size = { seed: 12, days: 5, customers: 100, terminals: 150 };
  const transactions: Transaction[] = [];
  const written = generateWorld(file, size);
  for await (const transaction of readTransactions(file)) transactions.push(transaction);
  expect(transactions).toEqual(Array.from(playWorld(size), fromWorld));
  expect(transactions).toHaveLength(written);
});
