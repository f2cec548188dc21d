import fc from 'fast-check';
import { policy } from '../../../../test/assessment/policies';
import { isReasonCode, reasonOf } from '@mayfly/contracts';
import { bookPurchase, goodCustomer } from '../../../../test/assessment/purchases';
import { snapshotOf, snapshots } from '../../../../test/assessment/snapshots';
import { canonicalJson } from '../case/canonical-json';
import { decide } from './decide';
import { seal, type Snapshot } from '../case/snapshot';

describe('a decision', () => {
  it('R2: generated customers meet every class of outcome', () => {
    const met = new Set(
      fc.sample(snapshots, { numRuns: 3_000, seed: 7 }).map((snapshot) => decide(snapshot, policy).class),
    );
    expect(met).toEqual(new Set([null, 'policy', 'credit', 'fraud']));
  });

  it('gives at most four reasons, of the class that declined', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const verdict = decide(snapshot, policy);
        expect(verdict.reasons.length).toBeLessThanOrEqual(4);
        expect(verdict.reasons.length > 0).toBe(verdict.outcome === 'declined');
        for (const reason of verdict.reasons) {
          expect(isReasonCode(reason) && reasonOf(reason).class).toBe(verdict.class);
        }
      }),
    );
  });

  it('tells reasons of the first part that fails, and none of the later ones', () => {
    const profile = {
      ...goodCustomer,
      creditScore: 400,
      identity: { ...goodCustomer.identity, verified: false },
    };
    const request = {
      ...bookPurchase,
      cardMismatches: 3,
      merchant: { ...bookPurchase.merchant, mcc: '7995' },
    };
    expect(decide(snapshotOf({ profile, request }), policy).reasons).toEqual(['identity_not_verified']);
    const identified = { ...profile, identity: goodCustomer.identity };
    expect(decide(snapshotOf({ profile: identified, request }), policy).reasons).toEqual([
      'merchant_category_not_allowed',
    ]);
    const allowed = { ...request, merchant: bookPurchase.merchant };
    expect(decide(snapshotOf({ profile: identified, request: allowed }), policy).reasons).toEqual([
      'credit_score_too_low',
    ]);
    expect(decide(snapshotOf({ request: allowed }), policy).reasons).toEqual(['card_details_guessed']);
  });

  it('comes out the same, byte for byte, from the stored text of its snapshot', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const sealed = seal(snapshot);
        const read = JSON.parse(sealed.text) as Snapshot;
        expect(canonicalJson(decide(read, policy))).toBe(canonicalJson(decide(snapshot, policy)));
        expect(seal(read)).toEqual(sealed);
      }),
    );
  });

  it('is declined as technical when the profile is missing, older than the request asks for, or in another currency', () => {
    const unavailable = {
      outcome: 'declined',
      class: 'technical',
      reasons: ['assessment_unavailable'],
      sources: [],
    };
    expect(decide(snapshotOf({ profile: null }), policy)).toMatchObject(unavailable);
    expect(decide(snapshotOf({ request: { ...bookPurchase, profileVersion: 2 } }), policy)).toMatchObject(
      unavailable,
    );
    expect(decide(snapshotOf({ request: { ...bookPurchase, currency: 'USD' } }), policy)).toMatchObject(
      unavailable,
    );
  });
});
