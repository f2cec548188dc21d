import { probabilityOfBad, usualScale, type ScoreCount } from '@mayfly/scorecard';

/** How the log-odds that scores state relate to those that came true. */
export interface Calibration {
  /** Of the regression of the outcome on the stated log-odds. */
  readonly calibrationSlope: number;
  /** Of the same regression with the slope held at 1. */
  readonly calibrationIntercept: number;
}

/** Cox's recalibration, by Newton's method on the counts of each score. Slope 0 when all scores are alike. */
export function recalibrate(counts: readonly ScoreCount[]): Calibration {
  const points = counts.map(({ score, goods, bads }) => {
    const probability = probabilityOfBad(score, usualScale);
    return { logOdds: Math.log(probability / (1 - probability)), bads, all: goods + bads };
  });
  const free = counts.length < 2 ? { slope: 0 } : regress(points, true);
  return { calibrationSlope: free.slope, calibrationIntercept: regress(points, false).intercept };
}

interface Point {
  readonly logOdds: number;
  readonly bads: number;
  readonly all: number;
}

function regress(points: readonly Point[], withSlope: boolean): { intercept: number; slope: number } {
  let [intercept, slope] = [0, 1];
  for (let iteration = 0; iteration < 50; iteration += 1) {
    let [gradient0, gradient1, curve00, curve01, curve11] = [0, 0, 0, 0, 0];
    for (const { logOdds, bads, all } of points) {
      const probability = 1 / (1 + Math.exp(-intercept - slope * logOdds));
      const residual = bads - all * probability;
      const weight = all * probability * (1 - probability);
      gradient0 += residual;
      gradient1 += residual * logOdds;
      curve00 += weight;
      curve01 += weight * logOdds;
      curve11 += weight * logOdds * logOdds;
    }
    if (!withSlope) [gradient1, curve01, curve11] = [0, 0, 1];
    const determinant = curve00 * curve11 - curve01 * curve01;
    const step0 = (curve11 * gradient0 - curve01 * gradient1) / determinant;
    const step1 = (curve00 * gradient1 - curve01 * gradient0) / determinant;
    intercept += step0;
    slope += step1;
    if (Math.abs(step0) + Math.abs(step1) < 1e-10) break;
  }
  return { intercept, slope };
}
