import { leastClassShare } from '../classes/class-size';
import type { Classing } from '../classes/classing';
import type { Counts, Outcomes, Rows } from '../classes/outcomes';

/** Keeps a class without any good or without any bad outcome from being infinitely telling. */
const smoothing = 0.5;

/** What each class of a column says. */
export interface Evidence {
  readonly classing: Classing;
  /** By class. */
  readonly counts: readonly Counts[];
  /** By class: ln[((goods + .5) / all goods) / ((bads + .5) / all bads)]. */
  readonly weights: readonly number[];
  /** Sum over the classes of (share of goods − share of bads) · weight. */
  readonly informationValue: number;
}

/**
 * Weighs the classes of a column by some rows. An empty or special class with under 5 % of the rows keeps the weight 0: it is too small
 * to be measured, so it speaks neither for nor against anybody.
 */
export function weighEvidence(
  classing: Classing,
  assigned: Uint8Array,
  rows: Rows,
  outcomes: Outcomes,
  all: Counts,
): Evidence {
  const goods = classing.classes.map(() => 0);
  const bads = classing.classes.map(() => 0);
  for (const row of rows) {
    const side = outcomes[row] === 1 ? goods : bads;
    const index = assigned[row] ?? 0;
    side[index] = (side[index] ?? 0) + 1;
  }
  const counts = goods.map((count, index) => ({ goods: count, bads: bads[index] ?? 0 }));
  const weights = counts.map((count, index) => {
    const tooSmall = index >= classing.found && count.goods + count.bads < leastClassShare * rows.length;
    return tooSmall || count.goods + count.bads === 0 ? 0 : weightOfEvidence(count, all);
  });
  const informationValue = counts.reduce(
    (sum, count, index) => sum + (count.goods / all.goods - count.bads / all.bads) * (weights[index] ?? 0),
    0,
  );
  return { classing, counts, weights, informationValue };
}

/** The weight of evidence of a class: above 0 where good outcomes are more frequent than in all. */
export function weightOfEvidence(inClass: Counts, all: Counts): number {
  return Math.log((inClass.goods + smoothing) / all.goods / ((inClass.bads + smoothing) / all.bads));
}
