import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { isReasonCode, type CustomerProfile } from '@mayfly/contracts';
import { policy } from '../../../../test/assessment/policies';
import { goodCustomer, purchaseOf } from '../../../../test/assessment/purchases';
import { caseOf, snapshotOf } from '../../../../test/assessment/snapshots';
import { Assessment } from './assessment';
import { characteristicReasons, creditReasons } from './credit-reasons';
import { decide } from '../decision/decide';
import { examine } from './examine';

/** What the spec reads of a scorecard file; it computes with nothing else. */
interface ScorecardFile {
  readonly characteristics: readonly {
    readonly name: string;
    readonly neutralPoints: number;
    readonly missing: { readonly points: number };
    readonly classes: readonly {
      readonly points: number;
      readonly upTo?: number | null;
      readonly values?: readonly string[];
      readonly rare?: boolean;
    }[];
  }[];
  readonly references: readonly {
    readonly cutoff: number;
    readonly averagePoints: Readonly<Record<string, number>>;
  }[];
}

const file = JSON.parse(
  readFileSync(resolve(__dirname, '../../../../models/credit/credit-1.json'), 'utf8'),
) as ScorecardFile;
const cutOff = 511;

describe('the credit score and its reasons', () => {
  it('are what the file of the scorecard says, computed by hand; the points add up to the score shown', () => {
    let declined = 0;
    fc.assert(
      fc.property(applicants, fc.integer({ min: 1, max: 500_000 }), (profile, amountMinor) => {
        const snapshot = snapshotOf({ profile, request: purchaseOf(amountMinor) });
        const verdict = decide(snapshot, policy);
        const points = pointsByHand(profile, amountMinor);
        expect(verdict.creditPoints).toEqual(points);
        const score = points.reduce((sum, line) => sum + line.points, 0);
        expect(verdict.scores.credit).toBe(score);
        const { finding } = examine(new Assessment(caseOf(snapshot), policy));
        if (finding !== 'credit_score_low') return;
        declined += 1;
        expect(score).toBeLessThan(cutOff);
        expect(verdict.reasons).toEqual(reasonsByHand(points));
      }),
      { numRuns: 1_200 },
    );
    expect(declined).toBeGreaterThan(30);
  });

  it('has a reason for every score below the cut-off, never more than four, none twice', () => {
    fc.assert(
      fc.property(applicants, fc.integer({ min: 1, max: 500_000 }), (profile, amountMinor) => {
        const { credit } = new Assessment(
          caseOf(snapshotOf({ profile, request: purchaseOf(amountMinor) })),
          policy,
        );
        const reasons = creditReasons(credit, policy.credit);
        if (credit.score < cutOff) expect(reasons.length).toBeGreaterThan(0);
        expect(reasons.length).toBeLessThanOrEqual(4);
        expect(new Set(reasons).size).toBe(reasons.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells what weighs most first: here the kind of employment, its short time, and a rented home', () => {
    const profile: CustomerProfile = {
      ...goodCustomer,
      employment: { status: 'temporary', monthsInJob: 20 },
    };
    expect(decide(snapshotOf({ profile }), policy)).toMatchObject({
      scores: { credit: 73 + 71 + 96 + 63 + 95 + 101 },
      reasons: ['irregular_employment', 'residential_status', 'length_of_employment'],
    });
  });

  it('gives way to a rule that declines by itself: then only the rule is told', () => {
    const profile: CustomerProfile = {
      ...goodCustomer,
      employment: { status: 'temporary', monthsInJob: 20 },
      creditHistory: { ...goodCustomer.creditHistory, defaults: 1 },
    };
    expect(decide(snapshotOf({ profile }), policy).reasons).toEqual(['debt_defaulted']);
  });

  it('names each characteristic of the scorecard that ships, and none twice', () => {
    const codes = file.characteristics.map(({ name }) => characteristicReasons.get(name));
    expect(codes.filter((code) => code !== undefined && isReasonCode(code))).toHaveLength(6);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('tells a characteristic that has no name here as one of a lender of its own, and only once', () => {
    const renamed = new Map([
      ['Seniority', 'A'],
      ['Home', 'B'],
    ]);
    const nameOf = (name: string): string => renamed.get(name) ?? name;
    const { scorecard } = policy.credit;
    const own = {
      ...scorecard,
      references: scorecard.references.map((reference) => ({
        ...reference,
        averagePoints: Object.fromEntries(
          Object.entries(reference.averagePoints).map(([name, points]) => [nameOf(name), points]),
        ),
      })),
    };
    const profile: CustomerProfile = { ...goodCustomer, employment: { status: 'temporary', monthsInJob: 1 } };
    const { credit } = new Assessment(caseOf(snapshotOf({ profile })), policy);
    const scored = {
      ...credit,
      points: credit.points.map((line) => ({ ...line, characteristic: nameOf(line.characteristic) })),
    };
    expect(creditReasons(scored, { ...policy.credit, scorecard: own })).toEqual([
      'creditworthiness_score',
      'irregular_employment',
    ]);
  });
});

/** Customers whom no rule declines for small amounts, of every kind that the scorecard tells apart. */
const applicants: fc.Arbitrary<CustomerProfile> = fc
  .record({
    status: fc.constantFrom<CustomerProfile['employment']['status'][]>(
      'permanent',
      'temporary',
      'self_employed',
      'retired',
      'student',
      'unemployed',
    ),
    monthsInJob: fc.oneof(fc.integer({ min: 12, max: 60 }), fc.integer({ min: 0, max: 300 })),
    home: fc.constantFrom<CustomerProfile['residence']['status'][]>(
      'owner',
      'tenant',
      'with_family',
      'other',
    ),
    missedPayments12m: fc.constantFrom(0, 0, 0, 1, 2),
    defaults: fc.constantFrom(0, 0, 0, 0, 1),
    monthlyNetMinor: fc.integer({ min: 0, max: 600_000 }),
    expenses: fc.integer({ min: 0, max: 300_000 }),
  })
  .map(({ status, monthsInJob, home, missedPayments12m, defaults, monthlyNetMinor, expenses }) => ({
    ...goodCustomer,
    income: { monthlyNetMinor, verified: true },
    employment: { status, monthsInJob },
    spending: { monthlyAverageMinor: 0, overdraftDays90: 0 },
    residence: { ...goodCustomer.residence, status: home },
    creditHistory: { ...goodCustomer.creditHistory, missedPayments12m, defaults },
    affordability: { essentialExpensesMonthlyMinor: expenses },
  }));

interface Line {
  readonly characteristic: string;
  readonly points: number;
}

/** The scorecard's six lines as models/credit/README.md describes them. */
function pointsByHand(profile: CustomerProfile, owedMinor: number): Line[] {
  const { employment, residence, creditHistory, income, affordability } = profile;
  const missed = creditHistory.missedPayments12m + creditHistory.defaults;
  const surplusMinor = income.monthlyNetMinor - affordability.essentialExpensesMonthlyMinor;
  const kinds: Record<string, string> = {
    permanent: 'fixed',
    temporary: 'partime',
    self_employed: 'freelance',
  };
  const homes: Record<string, string> = { tenant: 'rent', with_family: 'parents' };
  const values: Record<string, number | string | null> = {
    Seniority: employment.status === 'retired' ? null : employment.monthsInJob / 12,
    Home: homes[residence.status] ?? residence.status,
    Records: missed > 0 ? 'yes' : 'no',
    Job: kinds[employment.status] ?? 'others',
    AmountToIncome: income.monthlyNetMinor > 0 ? owedMinor / income.monthlyNetMinor : Infinity,
    AmountToSurplus: surplusMinor > 0 ? owedMinor / surplusMinor : Infinity,
  };
  return file.characteristics.map((characteristic) => ({
    characteristic: characteristic.name,
    points: pointsOf(characteristic, values[characteristic.name] ?? null),
  }));
}

function pointsOf(
  { classes, missing, neutralPoints }: ScorecardFile['characteristics'][number],
  value: number | string | null,
): number {
  if (value === null) return missing.points;
  if (typeof value === 'number') {
    const below = classes.filter(({ upTo }) => upTo !== null && upTo !== undefined && upTo < value).length;
    return classes[below]?.points ?? neutralPoints;
  }
  const named = classes.filter(({ values }) => values?.includes(value));
  return (named[0] ?? classes.find(({ rare }) => rare))?.points ?? neutralPoints;
}

/** Regulation B, comment 9(b)(2)-5: furthest below the average of applicants at or just above the cut-off. */
function reasonsByHand(points: readonly Line[]): string[] {
  const reference = file.references.filter(({ cutoff }) => cutoff <= cutOff).at(-1);
  const names: Record<string, string> = {
    Seniority: 'length_of_employment',
    Home: 'residential_status',
    Records: 'missed_payments',
    Job: 'irregular_employment',
    AmountToIncome: 'income_too_low_for_amount',
    AmountToSurplus: 'surplus_too_low_for_amount',
  };
  return points
    .map((line) => ({
      name: names[line.characteristic] ?? '',
      below: (reference?.averagePoints[line.characteristic] ?? NaN) - line.points,
    }))
    .filter(({ below }) => below > 0)
    .sort((one, other) => other.below - one.below)
    .slice(0, 4)
    .map(({ name }) => name);
}
