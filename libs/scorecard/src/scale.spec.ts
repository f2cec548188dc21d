import fc from 'fast-check';
import { probabilityOfBad, scaleOf, usualScale } from './scale';

describe('the scale', () => {
  it('is the published one: factor 28.854, offset 487.12', () => {
    expect(usualScale.factor).toBeCloseTo(28.854, 3);
    expect(usualScale.offset).toBeCloseTo(487.12, 2);
  });

  it('means 50 good to 1 bad at 600 points', () => {
    expect(probabilityOfBad(600, usualScale)).toBeCloseTo(1 / 51, 12);
  });

  it('doubles the odds with every 20 points, from any score', () => {
    const odds = (score: number): number => 1 / probabilityOfBad(score, usualScale) - 1;
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 900 }), (score) => {
        expect(odds(score + 20) / odds(score)).toBeCloseTo(2, 9);
      }),
    );
  });

  it('can be another one', () => {
    expect(probabilityOfBad(660, scaleOf(660, 15, 40))).toBeCloseTo(1 / 16, 12);
    expect(probabilityOfBad(700, scaleOf(660, 15, 40))).toBeCloseTo(1 / 31, 12);
  });
});
