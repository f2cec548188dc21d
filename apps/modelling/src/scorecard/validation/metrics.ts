import { probabilityOfBad, usualScale, type Metrics, type ScoreCount } from '@mayfly/scorecard';
import { recalibrate } from './recalibrate';

/** Counts applicants by score, ascending. */
export function countScores(scores: Int32Array, isGood: (at: number) => boolean): ScoreCount[] {
  const counts = new Map<number, { score: number; goods: number; bads: number }>();
  for (const [at, score] of scores.entries()) {
    let count = counts.get(score);
    if (count === undefined) counts.set(score, (count = { score, goods: 0, bads: 0 }));
    if (isGood(at)) count.goods += 1;
    else count.bads += 1;
  }
  return [...counts.values()].sort((one, other) => one.score - other.score);
}

/** How well these scores tell good from bad. `psi` is measured elsewhere: it needs a second set of scores. */
export function metricsOf(counts: readonly ScoreCount[], psi: number): Metrics {
  const goods = counts.reduce((sum, count) => sum + count.goods, 0);
  const bads = counts.reduce((sum, count) => sum + count.bads, 0);
  let [goodsBelow, badsBelow, ordered, ks, squares] = [0, 0, 0, 0, 0];
  for (const count of counts) {
    // A good applicant beats every bad one below, and half of those with the same score.
    ordered += count.goods * (badsBelow + count.bads / 2);
    goodsBelow += count.goods;
    badsBelow += count.bads;
    ks = Math.max(ks, Math.abs(badsBelow / bads - goodsBelow / goods));
    const probability = probabilityOfBad(count.score, usualScale);
    squares += count.bads * (1 - probability) ** 2 + count.goods * probability ** 2;
  }
  const auc = ordered / (goods * bads);
  return { auc, gini: 2 * auc - 1, ks, brier: squares / (goods + bads), ...recalibrate(counts), psi };
}

/** The score below which declining parts good from bad applicants best: the cut-off of the KS distance. */
export function bestCutoff(counts: readonly ScoreCount[]): number {
  const goods = counts.reduce((sum, count) => sum + count.goods, 0);
  const bads = counts.reduce((sum, count) => sum + count.bads, 0);
  let best = { distance: -Infinity, score: counts[0]?.score ?? 0 };
  let [goodsBelow, badsBelow] = [0, 0];
  for (const count of counts) {
    const distance = badsBelow / bads - goodsBelow / goods;
    if (distance > best.distance) best = { distance, score: count.score };
    goodsBelow += count.goods;
    badsBelow += count.bads;
  }
  return best.score;
}
