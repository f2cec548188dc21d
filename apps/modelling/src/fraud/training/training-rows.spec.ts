import { readFileSync } from 'node:fs';
import { featureNames } from '@mayfly/fraud-model';
import { playWorld } from '@mayfly/fraud-world';
import { temporaryFolder } from '../../../spec/applicants';
import { DelayedLabels } from '../delayed-labels';
import { fromWorld } from '../transactions/transaction';
import { rowHead, writeTrainingRows } from './training-rows';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const worlds = [4, 5].map((seed) => ({ seed, days: 30, customers: 120, terminals: 200 }));
const width = rowHead.length + featureNames.length;

function write(): { readonly count: number; readonly rows: Float32Array[]; readonly said: string[] } {
  const file = folder.path('rows.f32');
  const said: string[] = [];
  const count = writeTrainingRows(file, worlds, (line) => said.push(line));
  const numbers = new Float32Array(new Uint8Array(readFileSync(file)).buffer);
  const rows = Array.from({ length: numbers.length / width }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width),
  );
  return { count, rows, said };
}

test('every fraud is a row of weight one, and good purchases stand for about as many as there are', () => {
  const { count, rows, said } = write();
  expect(rows).toHaveLength(count);
  expect(said).toEqual([
    expect.stringMatching(/^world 4: \d+ rows$/),
    expect.stringMatching(/^world 5: \d+ rows$/),
  ]);
  for (const world of worlds) {
    const purchases = [...playWorld(world)];
    const frauds = purchases.filter(({ fraud }) => fraud !== 0).length;
    const ofWorld = rows.filter(([, , seed]) => seed === world.seed);
    const [bad, good] = [1, 0].map((label) => ofWorld.filter(([its]) => its === label));
    expect(bad).toHaveLength(frauds);
    expect(new Set(bad?.map(([, weight]) => weight))).toEqual(new Set([1]));
    const stoodFor = good?.reduce((sum, [, weight = 0]) => sum + weight, 0) ?? 0;
    expect(Math.abs(stoodFor / (purchases.length - frauds) - 1)).toBeLessThan(0.15);
  }
});

test('the features of a row are those of the purchase online, with no label before its report', () => {
  const [world] = worlds;
  if (world === undefined) throw new Error('there are two');
  const labels = new DelayedLabels();
  const expected = new Map<string, number>();
  for (const purchase of playWorld(world)) {
    const features = labels.next(fromWorld(purchase));
    if (purchase.fraud !== 0) expected.set(String([purchase.day, ...features]), 1);
  }
  const { rows } = write();
  const frauds = rows.filter(([label, , seed]) => label === 1 && seed === world.seed);
  expect(frauds.length).toBeGreaterThan(10);
  for (const row of frauds) expect(expected.has(String([...row.slice(3)]))).toBe(true);
});

test('the same worlds give the same rows', () => {
  expect(write().rows).toEqual(write().rows);
});
