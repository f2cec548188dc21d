import { closeSync, openSync, writeSync } from 'node:fs';
import { featureNames } from '@mayfly/fraud-model';
import { playWorld, Random, type WorldSize } from '@mayfly/fraud-world';
import { DelayedLabels } from '../delayed-labels';
import { fromWorld } from '../transactions/transaction';

/** Good purchases are many and alike: one in this many becomes a row and stands for all of them. */
const goodPerRow = 20;

/** Columns before the features: the label, the row's weight, the seed and the day of the world. */
export const rowHead = ['label', 'weight', 'seed', 'day'] as const;

/** Writes rows for training, from these worlds, as little-endian single-precision numbers; gives their count. */
export function writeTrainingRows(
  file: string,
  worlds: readonly WorldSize[],
  log: (line: string) => void,
): number {
  const output = openSync(file, 'w');
  let rows = 0;
  for (const world of worlds) {
    const ofWorld = [...rowsOfWorld(world)];
    writeSync(output, Buffer.concat(ofWorld.map((row) => new Uint8Array(row.buffer))));
    rows += ofWorld.length;
    log(`world ${world.seed}: ${ofWorld.length} rows`);
  }
  closeSync(output);
  return rows;
}

function* rowsOfWorld(world: WorldSize): Generator<Float32Array> {
  const labels = new DelayedLabels();
  const sample = new Random(world.seed, 'sample of good purchases');
  for (const purchase of playWorld(world)) {
    const { fraud, day } = purchase;
    const isRow = fraud !== 0 || sample.below(goodPerRow) === 0;
    if (!isRow) {
      labels.pass(fromWorld(purchase));
      continue;
    }
    const row = new Float32Array(rowHead.length + featureNames.length);
    row.set([fraud === 0 ? 0 : 1, fraud === 0 ? goodPerRow : 1, world.seed, day]);
    row.set(labels.next(fromWorld(purchase)), rowHead.length);
    yield row;
  }
}
