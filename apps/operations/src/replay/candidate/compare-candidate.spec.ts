import { recordOf, type Policy, type Snapshot } from '@mayfly/assessment';
import { creditApplicant, scoreApplicant } from '@mayfly/scorecard';
import { declinesAll } from '../../../../../test/assessment/candidate-files';
import { policy } from '../../../../../test/assessment/policies';
import { goodCustomer, purchaseOf } from '../../../../../test/assessment/purchases';
import { snapshotOf } from '../../../../../test/assessment/snapshots';
import type { StoredDecision } from '../stored-decision';
import { CandidateComparison } from './compare-candidate';
import { comparisonLines } from './comparison-lines';

/** What `by` decided of the snapshot, as it is stored. */
function decided(snapshot: Snapshot, by: Policy): StoredDecision {
  const decisionId = '0193e5a0-0000-7000-8000-0000000000d1';
  const decidedAt = '2026-03-01T12:00:00.100Z';
  const { event, snapshot: text } = recordOf(snapshot, by, { decisionId, decidedAt });
  const { authorizationId, snapshotHash } = event;
  return { authorizationId, decisionId, decidedAt, event, snapshot: text, snapshotHash };
}

const small = snapshotOf({ request: purchaseOf(10_000) });
const large = snapshotOf({ request: purchaseOf(20_000) });
const unverified = snapshotOf({
  profile: { ...goodCustomer, identity: { ...goodCustomer.identity, verified: false } },
});

function lossOf({ request, profile }: Snapshot): number {
  if (profile === null) throw new Error('a profile');
  const exposureMinor = BigInt(request.account.heldMinor + request.account.owedMinor);
  const { probability } = scoreApplicant(policy.credit.scorecard, creditApplicant(profile, exposureMinor));
  return probability * request.amountMinor;
}

describe('a candidate compared with the policy in force', () => {
  it('that declines all: what was approved is newly declined, with its amount, its loss and its customers', () => {
    const comparison = new CandidateComparison(declinesAll, 1);
    comparison.add(decided(small, policy), policy, false);
    comparison.add(decided(large, policy), policy, true);
    comparison.add(decided(unverified, policy), policy, false);
    expect(comparison.matrix.count('approved', 'credit')).toBe(2);
    expect(comparison.matrix.count('policy', 'policy')).toBe(1);
    expect(comparison.matrix.turned).toBe(2);
    const { newlyApproved, newlyDeclined } = comparison.changes.get('EUR') ?? {};
    expect(newlyApproved?.purchases).toBe(0);
    expect(newlyDeclined).toMatchObject({
      purchases: 2,
      amountMinor: 30_000n,
      reported: 1,
      reportedMinor: 20_000n,
    });
    expect(newlyDeclined?.lossInForceMinor).toBeCloseTo(lossOf(small) + lossOf(large), 9);
    expect([...comparison.goodCustomersRefused]).toEqual([goodCustomer.customerId]);
    expect(comparison.examples).toHaveLength(1);
  });

  it('that admits whom the one in force declined: newly approved, and nobody refused', () => {
    const comparison = new CandidateComparison(policy, 10);
    comparison.add(decided(small, declinesAll), declinesAll, false);
    const { newlyApproved, newlyDeclined } = comparison.changes.get('EUR') ?? {};
    expect(newlyApproved).toMatchObject({ purchases: 1, amountMinor: 10_000n, reported: 0 });
    expect(newlyDeclined?.purchases).toBe(0);
    expect(comparison.goodCustomersRefused.size).toBe(0);
  });

  it('keeps currencies apart', () => {
    const comparison = new CandidateComparison(declinesAll, 0);
    comparison.add(decided(small, policy), policy, false);
    const inKronor = snapshotOf({
      request: { ...small.request, currency: 'SEK' },
      profile: { ...goodCustomer, currency: 'SEK' },
    });
    comparison.add(decided(inKronor, policy), policy, false);
    expect([...comparison.changes.keys()]).toEqual(['EUR', 'SEK']);
  });

  it('is told in words, with what the figures assume', () => {
    const comparison = new CandidateComparison(declinesAll, 10);
    comparison.add(decided(small, policy), policy, true);
    const said = comparisonLines(comparison, declinesAll);
    expect(said[2]).toBe('approved             0         1         0         0         0         1');
    expect(said).toContain('1 of 1 would be decided otherwise; 0 more are declined by another part.');
    expect(said).toContain('approved in force 100.00 % (1), by declines-all 0.00 % (0)');
    expect(said).toContain('newly declined: 1 purchases, 100.00 EUR');
    expect(said).toContain('  frauds newly stopped: 1 known, 100.00 EUR');
    expect(said.join('\n')).toMatch(/100\.00 EUR {2}approved → declined \(credit\) .*\[reported as fraud\]/);
    expect(said).toContain('What this assumes:');
  });
});
