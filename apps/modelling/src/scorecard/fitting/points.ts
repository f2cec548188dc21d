import type { Scale } from '@mayfly/scorecard';

/** Whole points of the classes of one characteristic. */
export interface Points {
  /** By class. */
  readonly ofClasses: readonly number[];
  /** Where the weight of evidence is 0. */
  readonly neutral: number;
}

/** A characteristic as the regression left it. */
export interface Weighed {
  readonly coefficient: number;
  /** Weight of evidence, by class. */
  readonly weights: readonly number[];
}

/**
 * Turns log-odds into whole points, so that a score is the sum of what is shown. The intercept and the offset are handed out evenly; the
 * first characteristics get what does not divide, and only the classes' own points are rounded.
 */
export function pointsOf(
  weighed: readonly Weighed[],
  intercept: number,
  { factor, offset }: Scale,
): Points[] {
  const base = Math.round(offset + factor * intercept);
  const share = Math.floor(base / weighed.length);
  const undivided = base - share * weighed.length;
  return weighed.map(({ coefficient, weights }, index) => {
    const neutral = share + (index < undivided ? 1 : 0);
    return {
      ofClasses: weights.map((weight) => neutral + Math.round(factor * coefficient * weight)),
      neutral,
    };
  });
}
