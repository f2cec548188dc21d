import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomerProfile } from '@mayfly/contracts';
import fc from 'fast-check';
import { creditApplicant } from './credit-applicant';
import { readScorecard } from './read-scorecard';
import { scoreApplicant } from './score-applicant';

const scorecard = readScorecard(
  readFileSync(join(__dirname, '../../../models/credit/credit-1.json'), 'utf8'),
);
const money = fc.integer({ min: 0, max: 10_000_000 });

const anyProfile: fc.Arbitrary<CustomerProfile> = fc.record({
  customerId: fc.uuid(),
  version: fc.integer({ min: 1, max: 9 }),
  currency: fc.constantFrom('EUR', 'USD'),
  creditScore: fc.option(fc.integer({ min: 300, max: 850 })),
  income: fc.record({ monthlyNetMinor: money, verified: fc.boolean() }),
  employment: fc.record({
    status: fc.constantFrom('permanent', 'temporary', 'self_employed', 'retired', 'student', 'unemployed'),
    monthsInJob: fc.integer({ min: 0, max: 840 }),
  }),
  spending: fc.record({ monthlyAverageMinor: money, overdraftDays90: fc.integer({ min: 0, max: 90 }) }),
  obligations: fc.record({ monthlyMinor: money }),
  residence: fc.record({
    status: fc.constantFrom('owner', 'tenant', 'with_family', 'other'),
    monthsAtAddress: fc.integer({ min: 0, max: 1200 }),
    country: fc.constantFrom('ES', 'DE', 'US'),
    verified: fc.boolean(),
  }),
  identity: fc.record({
    verified: fc.boolean(),
    birthDate: fc.constantFrom('1940-01-01', '1980-06-15', '2007-12-31'),
    ageVerified: fc.boolean(),
  }),
  creditHistory: fc.record({
    months: fc.integer({ min: 0, max: 1200 }),
    missedPayments12m: fc.integer({ min: 0, max: 12 }),
    defaults: fc.integer({ min: 0, max: 3 }),
  }),
  affordability: fc.record({ essentialExpensesMonthlyMinor: money }),
  savings: fc.record({ liquidMinor: money, investmentsMinor: money }),
  outstandingCredit: fc.record({ totalMinor: money, revolvingLimitMinor: money, revolvingUsedMinor: money }),
});

function scoreOf(profile: CustomerProfile, exposureMinor: number): number {
  return scoreApplicant(scorecard, creditApplicant(profile, BigInt(exposureMinor))).score;
}

describe('the scorecard that ships', () => {
  it('R6: reads neither age nor marital status, nor any column that could stand for them', () => {
    const read = scorecard.characteristics.flatMap((characteristic) =>
      characteristic.kind === 'number' && characteristic.ratio !== undefined
        ? [
            characteristic.ratio.of,
            characteristic.ratio.to,
            characteristic.ratio.less ?? characteristic.ratio.to,
          ]
        : [characteristic.name],
    );
    expect(scorecard.provenance.excluded).toEqual(expect.arrayContaining(['Age', 'Marital']));
    expect(new Set(read)).toEqual(
      new Set(['Seniority', 'Home', 'Records', 'Job', 'Amount', 'Income', 'Expenses']),
    );
  });

  it('R6: gives the same score whatever the birth date, the country and the person behind it', () => {
    fc.assert(
      fc.property(anyProfile, anyProfile, money, (profile, other, exposureMinor) => {
        const { customerId, identity } = other;
        const residence = { ...profile.residence, country: other.residence.country };
        const someoneElse = { ...profile, customerId, identity, residence };
        expect(scoreOf(someoneElse, exposureMinor)).toBe(scoreOf(profile, exposureMinor));
      }),
    );
  });

  it('never loses a value on the way from a profile: each falls into a class of the data', () => {
    fc.assert(
      fc.property(anyProfile, money, (profile, exposureMinor) => {
        const { points } = scoreApplicant(scorecard, creditApplicant(profile, BigInt(exposureMinor)));
        const unknown = profile.employment.status === 'retired' ? ['Seniority'] : [];
        const empty = points.filter(({ class: found }) => found === null || found === 'empty');
        expect(empty.map(({ characteristic }) => characteristic)).toEqual(unknown);
      }),
    );
  });

  it('R8: never gives more points for more debt here', () => {
    fc.assert(
      fc.property(anyProfile, money, money, (profile, one, more) => {
        expect(scoreOf(profile, one + more)).toBeLessThanOrEqual(scoreOf(profile, one));
      }),
    );
  });

  it('does not depend on the unit of money: the same customer in cents and in thousandths', () => {
    fc.assert(
      fc.property(anyProfile, money, (profile, exposureMinor) => {
        const inThousandths: CustomerProfile = {
          ...profile,
          income: { ...profile.income, monthlyNetMinor: profile.income.monthlyNetMinor * 10 },
          affordability: {
            essentialExpensesMonthlyMinor: profile.affordability.essentialExpensesMonthlyMinor * 10,
          },
        };
        expect(scoreOf(inThousandths, exposureMinor * 10)).toBe(scoreOf(profile, exposureMinor));
      }),
    );
  });

  it('has been fitted well enough out of fold: AUC at least .825, calibration slope .9 to 1.1', () => {
    const { mean, repetitions } = scorecard.report.outOfFold;
    expect([repetitions, scorecard.provenance.folds]).toEqual([5, 5]);
    expect(mean.auc).toBeGreaterThanOrEqual(0.825);
    expect(mean.calibrationSlope).toBeGreaterThan(0.9);
    expect(mean.calibrationSlope).toBeLessThan(1.1);
  });
});
