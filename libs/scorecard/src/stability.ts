import type { ScoreBand } from './scorecard';

/** Keeps a band that is empty on one side from making the index infinite. */
const leastShare = 0.0001;

/** Population stability index of two distributions over the same bands: below .1 stable, above .25 shifted. Shares sum to 1 each. */
export function stabilityIndex(expected: readonly number[], actual: readonly number[]): number {
  if (expected.length !== actual.length) throw new Error('stability needs the same bands on both sides');
  let index = 0;
  for (const [band, share] of expected.entries()) {
    const before = Math.max(share, leastShare);
    const now = Math.max(actual[band] ?? 0, leastShare);
    index += (now - before) * Math.log(now / before);
  }
  return index;
}

/** The share of `scores` in each band of the baseline. */
export function sharesByBand(baseline: readonly ScoreBand[], scores: Iterable<number>): number[] {
  const counts = baseline.map(() => 0);
  let all = 0;
  for (const score of scores) {
    const band = baseline.findIndex(({ upTo }) => upTo === null || score <= upTo);
    counts[band] = (counts[band] ?? 0) + 1;
    all += 1;
  }
  return counts.map((count) => count / all);
}
