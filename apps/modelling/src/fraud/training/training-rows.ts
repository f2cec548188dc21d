import { closeSync, openSync, writeSync } from 'node:fs';
import { featureNames } from '@mayfly/fraud-model';
import { handbookSize, playWorld, Random } from '@mayfly/fraud-world';
import { DelayedLabels } from '../delayed-labels';
import { fromWorld } from '../transactions/transaction';

/** Days of a training world: its first days teach what to make of customers and terminals without a history. */
const days = 125;
/** Good purchases are many and alike: one in this many becomes a row and stands for all of them. */
const goodPerRow = 20;

/** Columns before the features: the label, the row's weight, the seed and the day of the world. */
export const rowHead = ['label', 'weight', 'seed', 'day'] as const;

/** Writes rows for training, from the worlds of these seeds, as little-endian single-precision numbers; gives their count. */
export function writeTrainingRows(
  file: string,
  seeds: readonly number[],
  log: (line: string) => void,
): number {
  const output = openSync(file, 'w');
  let rows = 0;
  for (const seed of seeds) {
    const ofWorld = [...rowsOfWorld(seed)];
    writeSync(output, Buffer.concat(ofWorld.map((row) => new Uint8Array(row.buffer))));
    rows += ofWorld.length;
    log(`world ${seed}: ${ofWorld.length} rows`);
  }
  closeSync(output);
  return rows;
}

function* rowsOfWorld(seed: number): Generator<Float32Array> {
  const labels = new DelayedLabels();
  const sample = new Random(seed, 'sample of good purchases');
  for (const purchase of playWorld({ ...handbookSize, days, seed })) {
    const { fraud, day } = purchase;
    const isRow = fraud !== 0 || sample.below(goodPerRow) === 0;
    if (!isRow) {
      labels.pass(fromWorld(purchase));
      continue;
    }
    const row = new Float32Array(rowHead.length + featureNames.length);
    row.set([fraud === 0 ? 0 : 1, fraud === 0 ? goodPerRow : 1, seed, day]);
    row.set(labels.next(fromWorld(purchase)), rowHead.length);
    yield row;
  }
}
