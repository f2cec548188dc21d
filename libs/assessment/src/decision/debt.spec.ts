import fc from 'fast-check';
import type { AuthorizationRequested, CustomerProfile } from '@mayfly/contracts';
import { policy } from '../../../../test/assessment/policies';
import { bookPurchase, goodCustomer, purchaseOf } from '../../../../test/assessment/purchases';
import { caseOf, snapshotOf, snapshots } from '../../../../test/assessment/snapshots';
import { payableInMonthMinor } from '../rules/affordability';
import { decide } from './decide';

describe('what a customer can promptly repay', () => {
  it('R8: an approval never leaves more due in a month than that, nor more debt than granted', () => {
    let approvals = 0;
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        if (decide(snapshot, policy).outcome === 'declined') return;
        approvals += 1;
        const { request, profile } = caseOf(snapshot);
        const debtMinor = request.account.heldMinor + request.account.owedMinor;
        expect(debtMinor).toBeLessThanOrEqual(payableByHandMinor(profile));
        expect(debtMinor).toBeLessThanOrEqual(request.account.grantedMinor);
        expect(debtMinor + profile.obligations.monthlyMinor).toBeLessThanOrEqual(
          profile.income.monthlyNetMinor * 0.43,
        );
      }),
      { numRuns: 1_000 },
    );
    expect(approvals).toBeGreaterThan(50);
  });

  it('R8: is four fifths of what a month leaves and a quarter of liquid savings, and nothing when it leaves nothing', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const { profile } = caseOf(snapshot);
        expect(Number(payableInMonthMinor(profile, policy.limits))).toBe(payableByHandMinor(profile));
      }),
    );
    // 3,200.00 − 1,300.00 − 240.00 leaves 1,660.00 a month; 9,000.00 lie in the bank.
    expect(payableInMonthMinor(goodCustomer, policy.limits)).toBe(132_800n + 225_000n);
  });

  it('R8: no score makes up for it', () => {
    const profile: CustomerProfile = {
      ...goodCustomer,
      creditScore: 850,
      employment: { status: 'permanent', monthsInJob: 400 },
      residence: { ...goodCustomer.residence, status: 'owner' },
      affordability: { essentialExpensesMonthlyMinor: 296_000 },
    };
    expect(decide(snapshotOf({ profile }), policy)).toMatchObject({
      class: 'credit',
      reasons: ['not_affordable'],
      scores: { credit: 114 + 100 + 96 + 93 + 95 + 101 },
    });
  });
});

describe('what counts', () => {
  it.each<[string, Partial<CustomerProfile>, string]>([
    ['creditworthiness', { creditScore: 579 }, 'credit_score_too_low'],
    [
      'spending patterns',
      { spending: { monthlyAverageMinor: 330_000, overdraftDays90: 0 } },
      'spending_exceeds_income',
    ],
    ['financial commitments', { obligations: { monthlyMinor: 140_000 } }, 'debt_to_income_too_high'],
  ])('R3: %s, with a reason when it decides', (_promise, change, reason) => {
    const verdict = decide(snapshotOf({ profile: { ...goodCustomer, ...change } }), policy);
    expect(verdict).toMatchObject({ outcome: 'declined', class: 'credit', reasons: [reason] });
  });

  it('R3: what is owed here for longer than 45 days is overdue, and paying it back ends that', () => {
    const overdue = { clearedBefore45DaysMinor: 30_000, repaidMinor: 20_000 };
    const repaid = { clearedBefore45DaysMinor: 30_000, repaidMinor: 30_000 };
    const request = purchaseOf(4_990, 10_000);
    expect(decide(snapshotOf({ request, repayment: overdue }), policy).reasons).toEqual([
      'repayment_overdue',
    ]);
    expect(decide(snapshotOf({ request, repayment: repaid }), policy).outcome).toBe('approved');
    // The account is the newer witness: it owes nothing, so the repayment is only not here yet.
    expect(decide(snapshotOf({ request: purchaseOf(4_990), repayment: overdue }), policy).outcome).toBe(
      'approved',
    );
  });

  it('R3: open purchases count as debt', () => {
    expect(decide(snapshotOf({ request: purchaseOf(100_000) }), policy).outcome).toBe('approved');
    expect(decide(snapshotOf({ request: purchaseOf(100_000, 20_000) }), policy).reasons).toEqual([
      'debt_to_income_too_high',
    ]);
  });

  it('never lends above the granted purchase power', () => {
    const request: AuthorizationRequested = {
      ...bookPurchase,
      account: { grantedMinor: 4_000, availableMinor: 0, heldMinor: 4_990, owedMinor: 0 },
    };
    expect(decide(snapshotOf({ request }), policy).reasons).toEqual(['purchase_power_exceeded']);
  });
});

function payableByHandMinor({ income, affordability, obligations, savings }: CustomerProfile): number {
  const leftMinor =
    income.monthlyNetMinor - affordability.essentialExpensesMonthlyMinor - obligations.monthlyMinor;
  return leftMinor <= 0 ? 0 : Math.floor((leftMinor * 4) / 5) + Math.floor(savings.liquidMinor / 4);
}
