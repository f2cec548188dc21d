import fc from 'fast-check';
import type { Counterfactual } from '@mayfly/contracts';
import { policy } from '../../../../test/assessment/policies';
import { snapshots } from '../../../../test/assessment/snapshots';
import type { Case } from '../case/case';
import type { Plan } from '../case/plan';
import { withAmount } from '../case/proposal';
import { changed } from './apply-counterfactual';
import { isLent, largestAmountLent } from './lending';

const plans: fc.Arbitrary<Plan> = fc.oneof(
  fc.constant<Plan>({ kind: 'pay_later' }),
  fc.constantFrom(3, 6, 12).map((count): Plan => ({ kind: 'instalments', count })),
);
const cases: fc.Arbitrary<Case> = fc
  .record({ snapshot: snapshots, plan: plans })
  .map(({ snapshot, plan }) => {
    const { profile } = snapshot;
    if (profile === null) throw new Error('generated snapshots have a profile');
    return { ...snapshot, profile, plan };
  });
/** Where between two ends. */
const shares = fc.double({ min: 0, max: 1, noNaN: true });
const between = (from: number, to: number, share: number): number => Math.round(from + (to - from) * share);

describe('lending', () => {
  it('passes every smaller amount when it passes an amount', () => {
    let passed = 0;
    fc.assert(
      fc.property(cases, shares, shares, (purchase, one, other) => {
        const most = purchase.request.amountMinor;
        const [less, more] = [between(1, most, Math.min(one, other)), between(1, most, Math.max(one, other))];
        if (!isLent(asking(purchase, more), policy)) return;
        passed += 1;
        expect(isLent(asking(purchase, less), policy)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(passed).toBeGreaterThan(300);
  });

  const ways: readonly [string, (purchase: Case, share: number) => Counterfactual][] = [
    [
      'repaid',
      ({ request }, share) => ({ kind: 'repay', amountMinor: between(0, request.account.owedMinor, share) }),
    ],
    [
      'drawn less',
      ({ profile }, share) => ({
        kind: 'lower_credit_lines',
        usedMinor: between(profile.outstandingCredit.revolvingUsedMinor, 0, share),
      }),
    ],
    [
      'less obliged',
      ({ profile }, share) => ({
        kind: 'lower_obligations',
        monthlyMinor: between(profile.obligations.monthlyMinor, 0, share),
      }),
    ],
    [
      'better paid',
      ({ profile: { income } }, share) => ({
        kind: 'higher_income',
        monthlyNetMinor: between(income.monthlyNetMinor, income.monthlyNetMinor * 10, share),
      }),
    ],
    [
      'longer in the job',
      ({ profile: { employment } }, share) => ({
        kind: 'longer_in_job',
        monthsInJob: between(employment.monthsInJob, 840, share),
      }),
    ],
  ];
  it.each(ways)('passes whoever is even more %s, when it passes somebody', (_way, changeBy) => {
    let passed = 0;
    fc.assert(
      fc.property(cases, shares, shares, (purchase, one, other) => {
        const less = changed(purchase, changeBy(purchase, Math.min(one, other)));
        if (!isLent(less, policy)) return;
        passed += 1;
        expect(isLent(changed(purchase, changeBy(purchase, Math.max(one, other))), policy)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(passed).toBeGreaterThan(50);
  });

  it('has a largest amount: it passes, one minor unit more does not, and nothing passes when there is none', () => {
    let found = 0;
    fc.assert(
      fc.property(cases, (purchase) => {
        const mostMinor = purchase.request.amountMinor;
        const lentMinor = largestAmountLent(purchase, policy, mostMinor);
        expect(lentMinor).toBeLessThanOrEqual(mostMinor);
        if (lentMinor > 0) expect(isLent(asking(purchase, lentMinor), policy)).toBe(true);
        if (lentMinor === mostMinor) return;
        found += lentMinor > 0 ? 1 : 0;
        expect(isLent(asking(purchase, lentMinor + 1), policy)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
    expect(found).toBeGreaterThan(20);
  });
});

function asking(purchase: Case, amountMinor: number): Case {
  return { ...purchase, request: withAmount(purchase.request, BigInt(amountMinor)) };
}
