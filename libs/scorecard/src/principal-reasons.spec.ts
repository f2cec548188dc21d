import fc from 'fast-check';
import { anyScorecard, burden, home, scorecardOf, seniority } from '../spec/scorecards';
import { principalReasons } from './principal-reasons';
import { scoreApplicant } from './score-applicant';

const scorecard = scorecardOf([seniority, home, burden]);
const applicant = { Seniority: 1, Home: 'rent', Amount: 100, Income: 300, Expenses: 100 };

describe('the principal reasons', () => {
  it('are the characteristics furthest below the average of those at or just above the cut-off', () => {
    const reasons = principalReasons(scorecard, scoreApplicant(scorecard, applicant));
    // 30, 20 and 65 points against 50.25 each.
    expect(reasons).toEqual([
      { characteristic: 'Home', shortfall: 30.25 },
      { characteristic: 'Seniority', shortfall: 20.25 },
    ]);
  });

  it('are measured against the cut-off that the lender uses: the nearest one at or below it', () => {
    const scored = scoreApplicant(scorecard, applicant);
    const shortfalls = (cutoff: number): number[] =>
      principalReasons(scorecard, scored, cutoff).map(({ shortfall }) => shortfall);
    expect(shortfalls(129)).toEqual([20, 10]);
    expect(shortfalls(130)).toEqual([30.25, 20.25]);
    expect(shortfalls(999)).toEqual([30.25, 20.25]);
    expect(shortfalls(0)).toEqual([20, 10]);
  });

  it('equal an independent recomputation: repeatedly the largest shortfall left, at most four', () => {
    fc.assert(
      fc.property(anyScorecard, fc.infiniteStream(fc.double({ noNaN: true })), (any, values) => {
        const names = any.characteristics.map(({ name }) => name);
        const scored = scoreApplicant(
          any,
          Object.fromEntries(names.map((name) => [name, values.next().value])),
        );
        const averages = any.references[0]?.averagePoints ?? {};
        const left = new Map(
          scored.points.map(({ characteristic, points }) => [
            characteristic,
            Number(averages[characteristic]) - points,
          ]),
        );
        const expected: string[] = [];
        while (expected.length < 4) {
          const [worst] = [...left.keys()].filter((name) => left.get(name) === Math.max(...left.values()));
          if (worst === undefined || Number(left.get(worst)) <= 0) break;
          expected.push(worst);
          left.delete(worst);
        }
        const reasons = principalReasons(any, scored).map(({ characteristic }) => characteristic);
        expect(reasons).toEqual(expected);
      }),
    );
  });

  it('name nothing for an applicant who is nowhere below', () => {
    const best = { Seniority: 9, Home: 'owner', Amount: 1, Income: 300, Expenses: 100 };
    expect(principalReasons(scorecard, scoreApplicant(scorecard, best))).toEqual([]);
  });
});
