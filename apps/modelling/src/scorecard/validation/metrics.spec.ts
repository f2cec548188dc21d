import { probabilityOfBad, usualScale } from '@mayfly/scorecard';
import fc from 'fast-check';
import { bestCutoff, countScores, metricsOf } from './metrics';
import { randomFrom } from './random';

const applicants = fc
  .array(fc.record({ score: fc.integer({ min: 480, max: 500 }), isGood: fc.boolean() }), {
    minLength: 2,
    maxLength: 60,
  })
  .filter((all) => all.some(({ isGood }) => isGood) && all.some(({ isGood }) => !isGood));

type Applicants = readonly { readonly score: number; readonly isGood: boolean }[];

function measured(all: Applicants): ReturnType<typeof metricsOf> {
  return metricsOf(countsOf(all), 0);
}

function countsOf(all: Applicants): ReturnType<typeof countScores> {
  return countScores(
    Int32Array.from(all, ({ score }) => score),
    (at) => all[at]?.isGood === true,
  );
}

describe('the metrics', () => {
  it('equal their definitions, applied pair by pair and score by score', () => {
    fc.assert(
      fc.property(applicants, (all) => {
        const [goods, bads] = [all.filter(({ isGood }) => isGood), all.filter(({ isGood }) => !isGood)];
        const wins = goods.flatMap((good) => bads.map((bad) => (Math.sign(good.score - bad.score) + 1) / 2));
        const auc = wins.reduce((sum, win) => sum + win, 0) / wins.length;
        const shareBelow = (group: Applicants, score: number): number =>
          group.filter((one) => one.score <= score).length / group.length;
        const distances = all.map(({ score }) =>
          Math.abs(shareBelow(bads, score) - shareBelow(goods, score)),
        );
        const brier = all.reduce(
          (sum, { score, isGood }) => sum + (probabilityOfBad(score, usualScale) - (isGood ? 0 : 1)) ** 2,
          0,
        );
        const metrics = measured(all);
        expect(metrics.auc).toBeCloseTo(auc, 12);
        expect(metrics.gini).toBeCloseTo(2 * auc - 1, 12);
        expect(metrics.ks).toBeCloseTo(Math.max(...distances), 12);
        expect(metrics.brier).toBeCloseTo(brier / all.length, 12);
      }),
    );
  });

  it('find true probabilities calibrated, and those stated twice as boldly too bold', () => {
    const random = randomFrom(3);
    const drawn = (boldness: number): Applicants =>
      Array.from({ length: 20_000 }, () => {
        const score = Math.round(440 + 100 * random());
        const stated = Math.round(usualScale.offset + boldness * (score - usualScale.offset));
        return { score: stated, isGood: random() > probabilityOfBad(score, usualScale) };
      });
    const honest = measured(drawn(1));
    expect(Math.abs(honest.calibrationSlope - 1)).toBeLessThan(0.06);
    expect(Math.abs(honest.calibrationIntercept)).toBeLessThan(0.05);
    expect(Math.abs(measured(drawn(2)).calibrationSlope - 0.5)).toBeLessThan(0.05);
  });

  it('name the cut-off below which the most bad and the fewest good applicants are', () => {
    const all = [
      { score: 400, isGood: false },
      { score: 450, isGood: false },
      { score: 450, isGood: true },
      { score: 500, isGood: true },
      { score: 510, isGood: true },
    ];
    expect(bestCutoff(countsOf(all))).toBe(500);
  });
});
