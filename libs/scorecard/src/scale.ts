import type { Scale } from './scorecard';

/** 600 points at odds of 50 good to 1 bad, 20 points to double the odds: factor 28.854, offset 487.12. */
export const usualScale: Scale = scaleOf(600, 50, 20);

/** The scale on which `score0` means odds of `odds0` to 1 and `pointsToDouble` points double them. */
export function scaleOf(score0: number, odds0: number, pointsToDouble: number): Scale {
  const factor = pointsToDouble / Math.LN2;
  return { score0, odds0, pointsToDouble, factor, offset: score0 - factor * Math.log(odds0) };
}

/** Probability of the bad outcome at a score, 0..1. */
export function probabilityOfBad(score: number, { factor, offset }: Scale): number {
  return 1 / (1 + Math.exp((score - offset) / factor));
}
