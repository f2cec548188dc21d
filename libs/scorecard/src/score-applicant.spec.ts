import fc from 'fast-check';
import { anyScorecard, burden, home, scorecardOf, seniority } from '../spec/scorecards';
import type { Applicant } from './applicant';
import { scoreApplicant } from './score-applicant';

const scorecard = scorecardOf([seniority, home, burden]);
const applicant = { Seniority: 3, Home: 'owner', Amount: 500, Income: 300, Expenses: 100 };

function pointsOf(changes: Applicant): number[] {
  return scoreApplicant(scorecard, { ...applicant, ...changes }).points.map(({ points }) => points);
}

describe('the score of an applicant', () => {
  it('is the sum of the points of each characteristic, and gives the probability of the bad outcome', () => {
    const scored = scoreApplicant(scorecard, applicant);
    expect(scored.points.map(({ points }) => points)).toEqual([50, 60, 65]);
    expect(scored.score).toBe(175);
    // ln(good : bad) = (175 − 487.12) / 28.854
    expect(scored.probability).toBeCloseTo(1 / (1 + Math.exp((175 - 487.123) / 28.8539)), 6);
  });

  it('adds up for any scorecard and any values', () => {
    const value = fc.oneof(fc.double(), fc.constantFrom(null, undefined, '', 'text'));
    fc.assert(
      fc.property(anyScorecard, fc.array(value, { minLength: 8, maxLength: 8 }), (any, values) => {
        const scored = scoreApplicant(any, Object.fromEntries(values.map((v, index) => [`c${index}`, v])));
        expect(scored.score).toBe(scored.points.reduce((sum, { points }) => sum + points, 0));
        expect(scored.points).toHaveLength(any.characteristics.length);
        expect(scored.probability).toBeGreaterThanOrEqual(0);
        expect(scored.probability).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    [-5, 30],
    [2, 30],
    [2.0001, 50],
    [7.5, 50],
    [1e9, 70],
    [Infinity, 70],
  ])('counts %s years in the job in the class that ends at or above them', (years, points) => {
    expect(pointsOf({ Seniority: years })[0]).toBe(points);
  });

  it.each([null, undefined, '', NaN])('gives %s the points of an empty value', (nothing) => {
    expect(pointsOf({ Seniority: nothing })[0]).toBe(44);
    expect(pointsOf({ Home: nothing })[1]).toBe(39);
    expect(pointsOf({ Income: nothing })[2]).toBe(41);
  });

  it.each([-1, '-1'])('knows the special code %s before it is a number', (code) => {
    expect(pointsOf({ Seniority: code })[0]).toBe(47);
  });

  it('puts a category never seen among the rare ones, and a text among numbers nowhere: neutral points', () => {
    expect(pointsOf({ Home: 'houseboat' })[1]).toBe(20);
    const scored = scoreApplicant(scorecard, { ...applicant, Seniority: 'long' });
    expect(scored.points[0]).toEqual({ characteristic: 'Seniority', class: null, points: 50 });
  });

  it('divides the amount by what is left of income; nothing left is the heaviest burden, no amount the lightest', () => {
    expect(pointsOf({ Amount: 1000 })[2]).toBe(65);
    expect(pointsOf({ Amount: 1000.01 })[2]).toBe(25);
    expect(pointsOf({ Expenses: 300 })[2]).toBe(25);
    expect(pointsOf({ Expenses: 400 })[2]).toBe(25);
    expect(pointsOf({ Expenses: 400, Amount: 0 })[2]).toBe(65);
  });

  it('does not look at anything but its characteristics', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.string())), (others) => {
        const scored = scoreApplicant(scorecard, { ...others, ...applicant });
        expect(scored).toEqual(scoreApplicant(scorecard, applicant));
      }),
    );
  });
});
