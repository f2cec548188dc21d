import fc from 'fast-check';
import type { Counterfactual, CustomerProfile } from '@mayfly/contracts';
import { policy } from '../../../../test/assessment/policies';
import { bookPurchase, goodCustomer, purchaseOf } from '../../../../test/assessment/purchases';
import { snapshotOf, snapshots } from '../../../../test/assessment/snapshots';
import type { Snapshot } from '../case/snapshot';
import { decide } from '../decision/decide';
import { applyCounterfactual } from './apply-counterfactual';

describe('what would change the outcome', () => {
  it('R14: each counterfactual, applied alone, turns the decline into an approval', () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        for (const counterfactual of decide(snapshot, policy).counterfactuals) {
          met.set(counterfactual.kind, (met.get(counterfactual.kind) ?? 0) + 1);
          expect(outcomeWith(snapshot, counterfactual)).toBe('approved');
        }
      }),
      { numRuns: 3_000 },
    );
    expect([...met.keys()].sort()).toEqual([...kinds].sort());
  });

  it('R14: one step less of it would not do', () => {
    let tried = 0;
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        for (const counterfactual of decide(snapshot, policy).counterfactuals) {
          for (const less of stepsLess(counterfactual)) {
            tried += 1;
            expect(outcomeWith(snapshot, less)).toBe('declined');
          }
        }
      }),
      { numRuns: 2_000 },
    );
    expect(tried).toBeGreaterThan(100);
  });

  it('R14: there is none of an approval, of fraud, and of what nobody can change', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const verdict = decide(snapshot, policy);
        if (verdict.outcome === 'approved' || verdict.class === 'fraud') {
          expect(verdict.counterfactuals).toEqual([]);
        }
      }),
    );
    const child = { ...goodCustomer, identity: { ...goodCustomer.identity, birthDate: '2015-06-01' } };
    expect(counterfactualsFor({ profile: child })).toEqual([]);
    expect(
      counterfactualsFor({
        request: { ...bookPurchase, merchant: { ...bookPurchase.merchant, mcc: '7995' } },
      }),
    ).toEqual([]);
    expect(counterfactualsFor({ profile: null })).toEqual([]);
  });

  it('R14: a purchase too large for the income passes smaller, with lower obligations or a higher income', () => {
    expect(counterfactualsFor({ request: purchaseOf(120_000) })).toEqual([
      // 43 % of 3,200.00 less obligations of 240.00
      { kind: 'smaller_amount', amountMinor: 113_600 },
      // 43 % of 3,200.00 less 1,200.00
      { kind: 'lower_obligations', monthlyMinor: 17_600 },
      // (1,200.00 + 240.00) ÷ 43 %, rounded up to the cent
      { kind: 'higher_income', monthlyNetMinor: 334_884 },
    ]);
  });

  it('R14: what is owed here and overdue is to be paid back first, as far as it is overdue', () => {
    const request = purchaseOf(4_990, 60_000);
    const repayment = { clearedBefore45DaysMinor: 50_000, repaidMinor: 20_000 };
    expect(counterfactualsFor({ request, repayment })).toEqual([{ kind: 'repay', amountMinor: 30_000 }]);
  });

  it('R14: all that lacks verification is asked for together', () => {
    const { identity, residence, income } = goodCustomer;
    const profile: CustomerProfile = {
      ...goodCustomer,
      identity: { ...identity, verified: false },
      residence: { ...residence, verified: false },
      income: { ...income, verified: false },
    };
    expect(counterfactualsFor({ profile })).toEqual([
      { kind: 'verify', what: ['identity', 'residence', 'income'] },
    ]);
  });

  it('R14: credit lines that are used up are to be drawn less, and the debt sinks with them', () => {
    const profile = {
      ...goodCustomer,
      outstandingCredit: { totalMinor: 450_000, revolvingLimitMinor: 400_000, revolvingUsedMinor: 390_000 },
    };
    const [change] = counterfactualsFor({ profile });
    // 90 % of the limit
    expect(change).toEqual({ kind: 'lower_credit_lines', usedMinor: 360_000 });
    if (change === undefined) return;
    expect(applyCounterfactual(snapshotOf({ profile }), change).profile?.outstandingCredit).toEqual({
      totalMinor: 420_000,
      revolvingLimitMinor: 400_000,
      revolvingUsedMinor: 360_000,
    });
  });

  it('R14: too many missed payments are forgotten after twelve months without one', () => {
    const profile = {
      ...goodCustomer,
      creditHistory: { ...goodCustomer.creditHistory, missedPayments12m: 3 },
    };
    expect(counterfactualsFor({ profile })).toContainEqual({ kind: 'no_missed_payments' });
  });

  it('cannot be applied where there is no profile', () => {
    expect(() => applyCounterfactual(snapshotOf({ profile: null }), { kind: 'no_missed_payments' })).toThrow(
      'there is none',
    );
  });
});

const kinds: readonly Counterfactual['kind'][] = [
  'smaller_amount',
  'repay',
  'verify',
  'lower_obligations',
  'lower_credit_lines',
  'higher_income',
  'longer_in_job',
  'no_missed_payments',
];

function counterfactualsFor(change: Partial<Snapshot>): readonly Counterfactual[] {
  const verdict = decide(snapshotOf(change), policy);
  expect(verdict.outcome).toBe('declined');
  return verdict.counterfactuals;
}

function outcomeWith(snapshot: Snapshot, counterfactual: Counterfactual): string {
  return decide(applyCounterfactual(snapshot, counterfactual), policy).outcome;
}

/** The same kind of change by one step less, or without one of its parts. */
function stepsLess(change: Counterfactual): Counterfactual[] {
  switch (change.kind) {
    case 'smaller_amount':
      return [{ ...change, amountMinor: change.amountMinor + 1 }];
    case 'repay':
      return [{ ...change, amountMinor: change.amountMinor - 1 }];
    case 'verify':
      return change.what.map((left) => ({ ...change, what: change.what.filter((what) => what !== left) }));
    case 'lower_obligations':
      return [{ ...change, monthlyMinor: change.monthlyMinor + 1 }];
    case 'lower_credit_lines':
      return [{ ...change, usedMinor: change.usedMinor + 1 }];
    case 'higher_income':
      return [{ ...change, monthlyNetMinor: change.monthlyNetMinor - 1 }];
    case 'longer_in_job':
      return [{ ...change, monthsInJob: change.monthsInJob - 1 }];
    case 'no_missed_payments':
      return [];
  }
}
