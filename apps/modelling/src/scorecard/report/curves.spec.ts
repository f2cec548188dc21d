import { usualScale } from '@mayfly/scorecard';
import fc from 'fast-check';
import { calibration, cumulative, distribution, widest } from './curves';

const counts = fc
  .uniqueArray(
    fc.record({ score: fc.integer({ min: 300, max: 700 }), goods: fc.nat(50), bads: fc.nat(50) }),
    { selector: ({ score }) => score, minLength: 2, maxLength: 40 },
  )
  .map((all) => [{ score: 299, goods: 1, bads: 1 }, ...all].sort((one, other) => one.score - other.score));

describe('the curves of a report', () => {
  it('rise from nobody to everybody, and part furthest where KS is', () => {
    fc.assert(
      fc.property(counts, (drawn) => {
        const points = cumulative(drawn);
        expect(points[0]).toMatchObject({ goods: 0, bads: 0 });
        expect(points.at(-1)).toMatchObject({ goods: 1, bads: 1 });
        for (const [at, point] of points.slice(1).entries()) {
          expect(point.goods).toBeGreaterThanOrEqual(points[at]?.goods ?? 1);
          expect(point.bads).toBeGreaterThanOrEqual(points[at]?.bads ?? 1);
        }
        const distances = points.map(({ goods, bads }) => bads - goods);
        expect(widest(points).bads - widest(points).goods).toBe(Math.max(...distances));
      }),
    );
  });

  it('show every applicant once', () => {
    fc.assert(
      fc.property(counts, (drawn) => {
        const applicants = drawn.reduce((sum, { goods, bads }) => sum + goods + bads, 0);
        const tenths = calibration(drawn, usualScale);
        expect(tenths.reduce((sum, tenth) => sum + tenth.applicants, 0)).toBe(applicants);
        expect(tenths.length).toBeLessThanOrEqual(10);
        for (const outcome of ['good', 'bad']) {
          const bars = distribution(drawn).filter((bar) => bar.outcome === outcome);
          expect(bars.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });
});
