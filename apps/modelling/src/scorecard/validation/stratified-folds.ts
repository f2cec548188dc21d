import type { Outcomes, Rows } from '../classes/outcomes';
import { shuffle } from './random';

/** A cut of the rows: what is learned from, and what is held out. Both ascending. */
export interface Fold {
  readonly training: Rows;
  readonly heldOut: Rows;
}

/** Cuts all rows into folds with the same share of bad outcomes in each, give or take one row. */
export function stratifiedFolds(outcomes: Outcomes, folds: number, random: () => number): Fold[] {
  const rows = Int32Array.from(outcomes.keys());
  const foldOf = new Uint8Array(rows.length);
  let dealt = 0;
  for (const outcome of [1, 0]) {
    for (const row of shuffle(
      rows.filter((candidate) => outcomes[candidate] === outcome),
      random,
    )) {
      foldOf[row] = dealt % folds;
      dealt += 1;
    }
  }
  return Array.from({ length: folds }, (_, fold) => ({
    training: rows.filter((row) => foldOf[row] !== fold),
    heldOut: rows.filter((row) => foldOf[row] === fold),
  }));
}
