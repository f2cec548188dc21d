import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LineWriter } from '../transactions/line-writer';
import { generateWorld } from '../generate-world';
import { loadTrees, modelFile, versionInForce } from '../model-in-force';
import { runBacktest } from './run-backtest';

const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
const file = (name: string): string => join(folder, name);
const trees = loadTrees(modelFile(versionInForce));
const silent = (): void => undefined;
const transactions = file('world.csv');
generateWorld(transactions, { seed: 5, days: 35, customers: 300, terminals: 300 });
afterAll(() => rmSync(folder, { recursive: true }));

function lines(name: string): string[] {
  return readFileSync(file(name), 'utf8').trimEnd().split('\n');
}

test('every transaction gets a score between 0 and 1, in the order of the file', async () => {
  const result = await runBacktest(transactions, file('scores.csv'), trees, silent);
  const [header, ...rows] = lines('scores.csv');
  const [, ...sources] = lines('world.csv');
  expect(header).toBe('TRANSACTION_ID,score');
  expect(rows.map((row) => row.split(',')[0])).toEqual(sources.map((row) => row.split(',')[0]));
  expect(rows.every((row) => Number(row.split(',')[1]) >= 0 && Number(row.split(',')[1]) <= 1)).toBe(true);
  expect(result.transactions).toBe(rows.length);
  expect(result.weeks).toHaveLength(3);
});

test('labels of the last seven days have no influence on any score', async () => {
  const all = lines('world.csv');
  const lastDay = all.at(-1)?.split(',')[1]?.slice(0, 10) ?? '';
  const cut = new Date(Date.parse(lastDay) - 6 * 86_400_000).toISOString().slice(0, 10);
  const turned = new LineWriter(file('turned.csv'));
  for (const [position, line] of all.entries()) {
    const isLate = position > 0 && (line.split(',')[1] ?? '') >= cut;
    turned.write(isLate ? line.replace(/[01]$/, (label) => (label === '1' ? '0' : '1')) : line);
  }
  turned.close();
  await runBacktest(transactions, file('scores.csv'), trees, silent);
  await runBacktest(file('turned.csv'), file('scores-of-turned.csv'), trees, silent);
  expect(lines('scores-of-turned.csv')).toEqual(lines('scores.csv'));
});

test('a file that is too short for the protocol is scored and not measured', async () => {
  writeFileSync(file('short.csv'), `${lines('world.csv').slice(0, 50).join('\n')}\n`);
  const { weeks, transactions: count } = await runBacktest(
    file('short.csv'),
    file('short-scores.csv'),
    trees,
    silent,
  );
  expect({ weeks, count }).toEqual({ weeks: [], count: 49 });
});
