import type { CustomerProfile, ReasonCode } from '@mayfly/contracts';
import { policy } from '../../../../test/assessment/policies';
import { goodCustomer, purchaseOf } from '../../../../test/assessment/purchases';
import { snapshotOf } from '../../../../test/assessment/snapshots';
import { decide } from '../decision/decide';

interface Change {
  readonly dataPoint: string;
  readonly change: Partial<CustomerProfile>;
  readonly reason: ReasonCode;
}

const good = goodCustomer;

const changes: readonly Change[] = [
  { dataPoint: 'credit score', change: { creditScore: 579 }, reason: 'credit_score_too_low' },
  {
    dataPoint: 'income',
    change: { income: { monthlyNetMinor: 140_000, verified: true } },
    reason: 'debt_to_income_too_high',
  },
  {
    dataPoint: 'verification of income',
    change: { income: { ...good.income, verified: false } },
    reason: 'income_not_verified',
  },
  {
    dataPoint: 'employment stability',
    change: {
      employment: { status: 'permanent', monthsInJob: 2 },
      savings: { liquidMinor: 100_000, investmentsMinor: 0 },
    },
    reason: 'employment_too_short',
  },
  {
    dataPoint: 'spending patterns',
    change: { spending: { monthlyAverageMinor: 320_001, overdraftDays90: 0 } },
    reason: 'spending_exceeds_income',
  },
  {
    dataPoint: 'overdrafts',
    change: { spending: { ...good.spending, overdraftDays90: 16 } },
    reason: 'overdraft_pattern',
  },
  {
    dataPoint: 'debt-to-income',
    change: { obligations: { monthlyMinor: 80_000 } },
    reason: 'debt_to_income_too_high',
  },
  {
    dataPoint: 'verification of residence',
    change: { residence: { ...good.residence, verified: false } },
    reason: 'residence_not_verified',
  },
  {
    dataPoint: 'country of residence',
    change: { residence: { ...good.residence, country: 'BR' } },
    reason: 'country_not_served',
  },
  {
    dataPoint: 'identity verification',
    change: { identity: { ...good.identity, verified: false } },
    reason: 'identity_not_verified',
  },
  {
    dataPoint: 'age',
    change: { identity: { ...good.identity, birthDate: '2008-03-02' } },
    reason: 'under_age',
  },
  {
    dataPoint: 'age verification',
    change: { identity: { ...good.identity, ageVerified: false } },
    reason: 'age_not_verified',
  },
  {
    dataPoint: 'missed payments in the credit history',
    change: { creditHistory: { ...good.creditHistory, missedPayments12m: 3 } },
    reason: 'missed_payments',
  },
  {
    dataPoint: 'defaults in the credit history',
    change: { creditHistory: { ...good.creditHistory, defaults: 1 } },
    reason: 'debt_defaulted',
  },
  {
    dataPoint: 'length of the credit history',
    change: { creditHistory: { ...good.creditHistory, months: 5 } },
    reason: 'limited_credit_history',
  },
  {
    dataPoint: 'affordability',
    change: { affordability: { essentialExpensesMonthlyMinor: 296_000 } },
    reason: 'not_affordable',
  },
  {
    dataPoint: 'outstanding credit',
    change: { outstandingCredit: { ...good.outstandingCredit, revolvingUsedMinor: 360_001 } },
    reason: 'outstanding_credit_too_high',
  },
];

// 800.00 EUR: within every limit of the good customer, and above what thin files may owe.
const request = purchaseOf(80_000);

describe('the eleven data points', () => {
  it('R4: the customer whose data points are changed below is approved', () => {
    expect(decide(snapshotOf({ request }), policy).outcome).toBe('approved');
  });

  it.each(changes)('R4: $dataPoint alone can decline a purchase: $reason', ({ change, reason }) => {
    const verdict = decide(snapshotOf({ request, profile: { ...good, ...change } }), policy);
    expect({ outcome: verdict.outcome, first: verdict.reasons[0] }).toEqual({
      outcome: 'declined',
      first: reason,
    });
  });

  it('R4: residential status decides how outstanding credit is read: a mortgage stands against a home', () => {
    const outstandingCredit = { ...good.outstandingCredit, totalMinor: 20_000_000 };
    const tenant = { ...good, outstandingCredit };
    const owner = { ...tenant, residence: { ...good.residence, status: 'owner' as const } };
    expect(decide(snapshotOf({ profile: tenant }), policy).reasons).toEqual(['outstanding_credit_too_high']);
    expect(decide(snapshotOf({ profile: owner }), policy).outcome).toBe('approved');
  });

  it('R4: savings and investments carry a customer without regular income', () => {
    const student: CustomerProfile = {
      ...good,
      employment: { status: 'student', monthsInJob: 0 },
      residence: { ...good.residence, status: 'with_family' },
    };
    const poor = { ...student, savings: { liquidMinor: 0, investmentsMinor: 0 } };
    const invested = { ...student, savings: { liquidMinor: 200_000, investmentsMinor: 400_000 } };
    expect(decide(snapshotOf({ profile: poor }), policy).reasons).toEqual([
      'no_regular_income',
      'savings_insufficient',
    ]);
    expect(decide(snapshotOf({ profile: invested }), policy).outcome).toBe('approved');
  });

  it('R4: a long clean history stands in for a credit score that the bureau does not have', () => {
    const unscored = { ...good, creditScore: null };
    const thin = { ...unscored, creditHistory: { ...good.creditHistory, months: 23 } };
    expect(decide(snapshotOf({ profile: unscored }), policy).outcome).toBe('approved');
    expect(decide(snapshotOf({ profile: thin }), policy).reasons).toEqual(['no_credit_score']);
  });
});
