import fc from 'fast-check';
import type { Alternative } from '@mayfly/contracts';
import { policy } from '../../../../test/assessment/policies';
import { goodCustomer, purchaseOf } from '../../../../test/assessment/purchases';
import { noHistory, snapshotOf, snapshots } from '../../../../test/assessment/snapshots';
import { withAttempt } from '../case/attempts';
import { decide } from '../decision/decide';
import { Assessment } from '../decision/assessment';
import { examine } from '../decision/examine';
import { withAmount, type Plan } from '../case/proposal';
import type { Snapshot } from '../case/snapshot';

describe('alternatives to a declined purchase', () => {
  it('R10: each one that is offered passes when it is taken at once', () => {
    let offered = 0;
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        for (const alternative of decide(snapshot, policy).alternatives) {
          offered += 1;
          expect(isTaken(snapshot, alternative)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(offered).toBeGreaterThan(100);
  });

  it('R10: the smaller amount is the largest that passes', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const smaller = decide(snapshot, policy).alternatives.find(({ kind }) => kind === 'smaller_amount');
        if (smaller?.kind !== 'smaller_amount') return;
        const oneMore = { kind: 'smaller_amount', amountMinor: smaller.amountMinor + 1 } as const;
        expect(isTaken(snapshot, oneMore)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('R10: a purchase that income does not carry at once is offered smaller, in instalments, or paid now', () => {
    const verdict = decide(snapshotOf({ request: purchaseOf(200_000) }), policy);
    expect(verdict).toMatchObject({
      class: 'credit',
      reasons: ['debt_to_income_too_high', 'income_insufficient'],
    });
    expect(verdict.alternatives).toEqual([
      // 43 % of 3,200.00 less obligations of 240.00
      { kind: 'smaller_amount', amountMinor: 113_600 },
      { kind: 'instalments', count: 3, eachMinor: 66_667 },
      { kind: 'instalments', count: 6, eachMinor: 33_334 },
      { kind: 'instalments', count: 12, eachMinor: 16_667 },
      { kind: 'pay_now', amountMinor: 200_000 },
    ]);
  });

  it('R10: who gets no credit at all can still pay now', () => {
    const profile = { ...goodCustomer, creditScore: 400 };
    expect(decide(snapshotOf({ profile }), policy).alternatives).toEqual([
      { kind: 'pay_now', amountMinor: 4_990 },
    ]);
  });

  it('offers nothing when the next attempt would be one too many', () => {
    const profile = { ...goodCustomer, creditScore: 400 };
    const history = { ...noHistory, customerAttemptsLastHour: 9 };
    expect(decide(snapshotOf({ profile, history }), policy)).toMatchObject({
      class: 'credit',
      alternatives: [],
    });
  });

  it('offers nothing against a gate or a policy rule', () => {
    const merchant = { ...purchaseOf(4_990).merchant, mcc: '7995' };
    expect(decide(snapshotOf({ request: { ...purchaseOf(4_990), merchant } }), policy).alternatives).toEqual(
      [],
    );
  });
});

/** Whether the alternative passes as the customer's next attempt: over the network for the smaller amount, else under its plan. */
function isTaken(snapshot: Snapshot, alternative: Alternative): boolean {
  const history = withAttempt(snapshot.history, snapshot.request, snapshot.request);
  if (alternative.kind === 'smaller_amount') {
    const request = withAmount(snapshot.request, BigInt(alternative.amountMinor));
    return decide({ ...snapshot, request, history }, policy).outcome === 'approved';
  }
  const { request, profile, repayment, features } = snapshot;
  const plan: Plan = alternative;
  if (profile === null) return false;
  const purchase = { request, profile, repayment, history, features, plan };
  return examine(new Assessment(purchase, policy)).finding === 'nothing_against';
}
