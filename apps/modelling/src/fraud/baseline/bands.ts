import { bandOf, type FeatureSpread } from '@mayfly/fraud-model';

/** Tenths, and the last hundredth: where something rare decides. */
const quantiles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99];
/** Of all values: a smaller band would seem to move by chance alone. */
const leastShare = 0.0095;

/** Bands of about equal shares, fewer where many values are the same or few are known; NaN counts as unknown. */
export function quantileBands(values: readonly number[]): FeatureSpread {
  const known = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
  const bounds: number[] = [];
  let below = 0;
  for (const quantile of quantiles) {
    const bound = known[Math.ceil(quantile * known.length) - 1];
    if (bound === undefined) break;
    const upTo = known.findLastIndex((value) => value <= bound) + 1;
    const isLarge = (count: number): boolean => count >= leastShare * values.length;
    if (!isLarge(upTo - below) || !isLarge(known.length - upTo)) continue;
    bounds.push(bound);
    below = upTo;
  }
  return spreadOver(bounds, values);
}

/** The shares of the values in the bands that end at these bounds, and in a last one without end. */
export function spreadOver(bounds: readonly number[], values: readonly number[]): FeatureSpread {
  const ends = [...bounds, null];
  const empty = { unknown: 0, bands: ends.map((upTo) => ({ upTo, share: 0 })) };
  const counts = new Array<number>(ends.length + 1).fill(0);
  for (const value of values) {
    const band = bandOf(value, empty);
    counts[band] = (counts[band] ?? 0) + 1;
  }
  const shares = counts.map((count) => Number((count / values.length).toFixed(5)));
  return {
    unknown: shares.at(-1) ?? 0,
    bands: ends.map((upTo, band) => ({ upTo, share: shares[band] ?? 0 })),
  };
}
