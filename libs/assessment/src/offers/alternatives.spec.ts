import fc from 'fast-check';
import type { Alternative } from '@mayfly/contracts';
import { policy } from '../../../../test/assessment/policies';
import { goodCustomer, purchaseOf } from '../../../../test/assessment/purchases';
import { streamBefore } from '../../../../test/assessment/pasts';
import { noHistory, scenes, snapshotOf, snapshots, type Scene } from '../../../../test/assessment/snapshots';
import { withAttempt } from '../case/attempts';
import { purchaseOf as featurePurchase } from '../case/purchase';
import { decide } from '../decision/decide';
import { Assessment } from '../examination/assessment';
import { fraudChecks } from '../examination/checks';
import { examine, examineBy } from '../examination/examine';
import type { Plan } from '../case/plan';
import { withAmount } from '../case/proposal';
import type { Snapshot } from '../case/snapshot';
import { latestMs, soonestMs } from './next-attempt';

describe('alternatives to a declined purchase', () => {
  it('R10: each one that is offered passes when it is taken at once, with the declined purchase in the history', () => {
    const offered = { smaller_amount: 0, instalments: 0, pay_now: 0 };
    let afterOthers = 0;
    fc.assert(
      fc.property(scenes, fc.integer({ min: soonestMs, max: latestMs }), (scene, afterMs) => {
        for (const alternative of decide(scene.snapshot, policy).alternatives) {
          offered[alternative.kind] += 1;
          if (scene.past.length > 0) afterOthers += 1;
          expect(isTaken(scene, alternative, afterMs)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(...Object.values(offered))).toBeGreaterThan(30);
    expect(afterOthers).toBeGreaterThan(100);
  });

  it('R10: the smaller amount is the largest that passes, more than nothing, and smaller than asked for', () => {
    let found = 0;
    fc.assert(
      fc.property(scenes, (scene) => {
        const { alternatives } = decide(scene.snapshot, policy);
        for (const smaller of alternatives) {
          if (smaller.kind !== 'smaller_amount') continue;
          found += 1;
          expect(smaller.amountMinor).toBeGreaterThan(0);
          expect(smaller.amountMinor).toBeLessThan(scene.snapshot.request.amountMinor);
          const oneMore = { ...smaller, amountMinor: smaller.amountMinor + 1 };
          expect(isTaken(scene, oneMore, soonestMs)).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(found).toBeGreaterThan(20);
  });

  it('R10: nothing is offered beside a decline for fraud, nor where the fraud checks would have declined', () => {
    let suspected = 0;
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const assessment = assessmentOf(snapshot, { kind: 'pay_later' });
        if (examineBy(fraudChecks, assessment).finding === 'nothing_against') return;
        suspected += 1;
        expect(decide(snapshot, policy)).toMatchObject({ alternatives: [], counterfactuals: [] });
      }),
      { numRuns: 1_000 },
    );
    expect(suspected).toBeGreaterThan(50);
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

/**
 * Whether the alternative passes as the customer's next attempt: over the network for the smaller amount, else under its
 * plan. What the fraud model sees is read anew from the stream, with the declined purchase in it.
 */
function isTaken({ snapshot, past }: Scene, alternative: Alternative, afterMs: number): boolean {
  const { request: declined } = snapshot;
  const request = {
    ...(alternative.kind === 'smaller_amount'
      ? withAmount(declined, BigInt(alternative.amountMinor))
      : declined),
    authorizationId: '0193e5a0-0000-7000-8000-0000000000a2',
    requestedAt: new Date(Date.parse(declined.requestedAt) + afterMs).toISOString(),
  };
  const stream = streamBefore(declined, past);
  stream.observePurchase(featurePurchase(declined));
  const next: Snapshot = {
    ...snapshot,
    request,
    history: withAttempt(snapshot.history, request, declined),
    features: stream.factsAt(featurePurchase(request)),
  };
  if (alternative.kind === 'smaller_amount') return decide(next, policy).outcome === 'approved';
  return examine(assessmentOf(next, alternative)).finding === 'nothing_against';
}

function assessmentOf({ profile, ...known }: Snapshot, plan: Plan): Assessment {
  if (profile === null) throw new Error('generated snapshots have a profile');
  return new Assessment({ ...known, profile, plan }, policy);
}
