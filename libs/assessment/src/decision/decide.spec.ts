import fc from 'fast-check';
import { policy } from '../../../../test/assessment/policies';
import { isReasonCode, reasonOf, type AuthorizationRequested, type CustomerProfile } from '@mayfly/contracts';
import { bookPurchase, goodCustomer, purchaseOf } from '../../../../test/assessment/purchases';
import { histories, noHistory, snapshotOf, snapshots } from '../../../../test/assessment/snapshots';
import { payableInMonthMinor } from '../rules/affordability';
import { canonicalJson } from '../case/canonical-json';
import { decide } from './decide';
import type { Case } from '../case/case';
import { Assessment } from './assessment';
import { checks } from './checks';
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

  it('R16: names the sources that were asked, never with a hard inquiry', () => {
    const unidentified = { ...goodCustomer, identity: { ...goodCustomer.identity, verified: false } };
    expect(decide(snapshotOf({ profile: unidentified }), policy).sources).toEqual([
      { name: 'identity and residence check', inquiry: 'none' },
    ]);
    expect(decide(snapshotOf(), policy).sources).toContainEqual({ name: 'credit bureau', inquiry: 'soft' });
  });
});

describe('what has no effect', () => {
  const beforeFraud = checks.filter(({ finding }) => !finding.startsWith('fraud'));
  const verdicts = (purchase: Case): string =>
    canonicalJson(
      beforeFraud.map((check) => [check.finding, check.reasonsAgainst(new Assessment(purchase, policy))]),
    );

  it('R5: any history of approvals and declines leaves the credit part the same, byte for byte', () => {
    fc.assert(
      fc.property(snapshots, histories, (snapshot, otherHistory) => {
        const purchase = caseOf(snapshot);
        expect(verdicts({ ...purchase, history: otherHistory })).toBe(verdicts(purchase));
        expect(verdicts({ ...purchase, history: noHistory })).toBe(verdicts(purchase));
      }),
    );
  });

  it('R6: the age of an adult changes nothing', () => {
    const adultBirthDates = fc
      .date({ min: new Date('1920-01-01'), max: new Date('2008-03-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(snapshots, adultBirthDates, adultBirthDates, (snapshot, one, other) => {
        expect(canonicalJson(decide(born(snapshot, one), policy))).toBe(
          canonicalJson(decide(born(snapshot, other), policy)),
        );
      }),
    );
  });

  it('R6: sex, marital status and nationality are no fields of a profile, and would change nothing', () => {
    const told = { ...goodCustomer, sex: 'f', maritalStatus: 'divorced', nationality: 'BR' };
    fc.assert(
      fc.property(snapshots, ({ request, ...rest }) => {
        const without = decide({ ...rest, request, profile: goodCustomer }, policy);
        expect(canonicalJson(decide({ ...rest, request, profile: told }, policy))).toBe(
          canonicalJson(without),
        );
      }),
    );
  });

  it('R7: a decision changes nothing of the profile it reads, and asks the bureau softly at most', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const before = canonicalJson(snapshot);
        const { sources } = decide(snapshot, policy);
        expect(canonicalJson(snapshot)).toBe(before);
        expect(JSON.stringify(sources)).not.toContain('hard');
      }),
    );
  });
});

describe('debt', () => {
  it('R8: an approval never leaves more due in a month than the customer can pay in it, nor more debt than granted', () => {
    let approvals = 0;
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        if (decide(snapshot, policy).outcome === 'declined') return;
        approvals += 1;
        const { request, profile } = caseOf(snapshot);
        const debtMinor = request.account.heldMinor + request.account.owedMinor;
        expect(BigInt(debtMinor)).toBeLessThanOrEqual(payableInMonthMinor(profile, policy.limits));
        expect(debtMinor).toBeLessThanOrEqual(request.account.grantedMinor);
        expect(debtMinor + profile.obligations.monthlyMinor).toBeLessThanOrEqual(
          profile.income.monthlyNetMinor * 0.43,
        );
      }),
      { numRuns: 1_000 },
    );
    expect(approvals).toBeGreaterThan(50);
  });

  it('R8: what one customer pays back in a month: four fifths of the surplus and a quarter of liquid savings', () => {
    // 3,200.00 − 1,300.00 − 240.00 leaves 1,660.00 a month; 9,000.00 lie in the bank.
    expect(payableInMonthMinor(goodCustomer, policy.limits)).toBe(132_800n + 225_000n);
    const nothingLeft = { ...goodCustomer, affordability: { essentialExpensesMonthlyMinor: 296_000 } };
    expect(payableInMonthMinor(nothingLeft, policy.limits)).toBe(0n);
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

function caseOf(snapshot: Snapshot): Case {
  const { request, profile, repayment, history, features } = snapshot;
  if (profile === null) throw new Error('generated snapshots have a profile');
  return { request, profile, repayment, history, features, plan: { kind: 'pay_later' } };
}

function born(snapshot: Snapshot, birthDate: string): Snapshot {
  const profile: CustomerProfile = caseOf(snapshot).profile;
  return { ...snapshot, profile: { ...profile, identity: { ...profile.identity, birthDate } } };
}
