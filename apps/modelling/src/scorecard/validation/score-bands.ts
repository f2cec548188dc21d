import type { ScoreBand } from '@mayfly/scorecard';

const bands = 10;

/** Cuts scores into up to ten bands of about as many applicants each; equal scores are never parted. */
export function scoreBands(scores: Int32Array): ScoreBand[] {
  const sorted = Int32Array.from(scores).sort();
  const bounds = new Set<number>();
  for (let band = 1; band < bands; band += 1) {
    bounds.add(sorted[Math.ceil((band * sorted.length) / bands) - 1] ?? 0);
  }
  bounds.delete(sorted.at(-1) ?? 0);
  const upTo: readonly (number | null)[] = [...bounds, null];
  let before = 0;
  return upTo.map((bound) => {
    const within = bound === null ? sorted.length : sorted.findLastIndex((score) => score <= bound) + 1;
    const share = (within - before) / sorted.length;
    before = within;
    return { upTo: bound, share };
  });
}
