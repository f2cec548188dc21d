import { numberCode } from '../table/column';
import type { Counts, Outcomes } from './classes/outcomes';
import type { WeighedColumn } from './fitting/fit-model';

/** What no honest characteristic reaches alone; it was written after the outcome was known. */
const leak = 0.99;
/** What a very strong characteristic, or a leak with noise, reaches. */
const suspicion = 0.9;

/** A column that tells good from bad too well. */
export interface Suspect {
  readonly column: string;
  /** Area under the ROC curve of this column alone. */
  readonly auc: number;
  readonly isLeak: boolean;
}

/** Columns that separate the classes alone, or nearly. */
export function findSuspects(candidates: readonly WeighedColumn[], outcomes: Outcomes): Suspect[] {
  return candidates.flatMap((candidate) => {
    const auc = Math.max(aucOfClasses(candidate), aucOfNumbers(candidate, outcomes));
    const column = candidate.evidence.classing.column.name;
    return auc >= suspicion ? [{ column, auc, isLeak: auc >= leak }] : [];
  });
}

function aucOfClasses({ evidence: { counts } }: WeighedColumn): number {
  const badShare = (count: Counts): number => count.bads / (count.goods + count.bads);
  const ordered = counts
    .filter(({ goods, bads }) => goods + bads > 0)
    .sort((one, other) => badShare(one) - badShare(other));
  let [goods, bads, pairs] = [0, 0, 0];
  for (const count of ordered) {
    pairs += count.bads * (goods + count.goods / 2);
    goods += count.goods;
    bads += count.bads;
  }
  return pairs / (goods * bads);
}

/** Classes of at least 5 % hide a leak that marks fewer rows than that: here every value stands for itself. */
function aucOfNumbers({ evidence: { classing } }: WeighedColumn, outcomes: Outcomes): number {
  const { codes, numbers } = classing.column;
  const valuesOf = (outcome: number): Float64Array =>
    numbers.filter((_, row) => codes[row] === numberCode && outcomes[row] === outcome).sort();
  const [bads, goods] = [valuesOf(0), valuesOf(1)];
  // A column filled in for a few rows only is judged by its classes.
  if (bads.length + goods.length < codes.length / 2) return 0;
  const auc = shareAbove(bads, goods);
  return Math.max(auc, 1 - auc);
}

/** Of all pairs, the share in which the bad applicant's value is the higher one; equal ones count half. Both ascend. */
function shareAbove(bads: Float64Array, goods: Float64Array): number {
  let [below, upTo, pairs] = [0, 0, 0];
  for (const value of bads) {
    while (below < goods.length && (goods[below] ?? NaN) < value) below += 1;
    upTo = Math.max(upTo, below);
    while (upTo < goods.length && goods[upTo] === value) upTo += 1;
    pairs += (below + upTo) / 2;
  }
  return bads.length === 0 || goods.length === 0 ? 0.5 : pairs / (bads.length * goods.length);
}
