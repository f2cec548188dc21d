import { usualScale } from '@mayfly/scorecard';
import fc from 'fast-check';
import { pointsOf } from './points';

const weighed = fc.record({
  coefficient: fc.double({ min: 0, max: 2, noNaN: true }),
  weights: fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 6 }),
});

describe('points', () => {
  it('are whole, and their sum is the scaled log-odds but for half a point for each characteristic', () => {
    fc.assert(
      fc.property(
        fc.array(weighed, { minLength: 1, maxLength: 20 }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (characteristics, intercept) => {
          const points = pointsOf(characteristics, intercept, usualScale);
          const score = points.reduce((sum, { ofClasses }) => sum + (ofClasses[0] ?? NaN), 0);
          const logOdds = characteristics.reduce(
            (sum, { coefficient, weights }) => sum + coefficient * (weights[0] ?? NaN),
            intercept,
          );
          expect(Number.isInteger(score)).toBe(true);
          expect(Math.abs(score - (487.123 + 28.8539 * logOdds))).toBeLessThanOrEqual(
            0.51 + characteristics.length / 2,
          );
        },
      ),
    );
  });

  it('are neutral where the weight is 0', () => {
    const [points] = pointsOf([{ coefficient: 1, weights: [0, 1] }], 0, usualScale);
    expect(points).toEqual({ ofClasses: [487, 516], neutral: 487 });
  });
});
