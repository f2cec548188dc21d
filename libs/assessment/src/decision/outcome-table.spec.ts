import fc from 'fast-check';
import { reasonOf } from '@mayfly/contracts';
import { policy } from '../../../../test/assessment/policies';
import { bookPurchase, goodCustomer, purchaseOf } from '../../../../test/assessment/purchases';
import { caseOf, noFeatures, snapshotOf, snapshots } from '../../../../test/assessment/snapshots';
import type { Snapshot } from '../case/snapshot';
import { Assessment } from '../examination/assessment';
import { checks } from '../examination/checks';
import { decide } from './decide';
import { outcomeOf, outcomeTable, type Finding, type Outcome } from '../examination/outcome-table';
import type { Verdict } from '../examination/verdict';

/** For each row a snapshot that ends in it. */
const examples: Readonly<Record<Finding, Snapshot>> = {
  profile_unusable: snapshotOf({ profile: null }),
  gate_closed: snapshotOf({
    profile: { ...goodCustomer, identity: { ...goodCustomer.identity, verified: false } },
  }),
  policy_forbids: snapshotOf({
    request: { ...bookPurchase, merchant: { ...bookPurchase.merchant, mcc: '7995' } },
  }),
  credit_rule_broken: snapshotOf({ profile: { ...goodCustomer, creditScore: 400 } }),
  credit_score_low: snapshotOf({
    profile: { ...goodCustomer, employment: { status: 'temporary', monthsInJob: 20 } },
  }),
  not_affordable: snapshotOf({
    profile: { ...goodCustomer, affordability: { essentialExpensesMonthlyMinor: 296_000 } },
  }),
  fraud_sign_seen: snapshotOf({ request: { ...bookPurchase, cardMismatches: 3 } }),
  fraud_score_high: snapshotOf({
    request: purchaseOf(60_000),
    features: {
      ...noFeatures,
      customer: {
        ...noFeatures.customer,
        counts: [1, 7, 20],
        sumsMinor: [5_000, 35_000, 100_000],
        count: 40,
        sumMinor: 200_000,
        sumSquaresMinor: 1_050_000_000,
        medianMinor: 5_000,
        largestGoodMinor: 7_000,
        firstAtMs: Date.parse('2026-01-02T12:00:00Z'),
        lastAtMs: Date.parse('2026-02-28T20:00:00Z'),
        countHere: 3,
      },
    },
  }),
  nothing_against: snapshotOf(),
};

describe('the table of outcomes', () => {
  it.each(outcomeTable)('$finding: an example ends in this row', (row) => {
    const snapshot = examples[row.finding];
    expect(foundIn(snapshot)).toEqual(row.outcome === 'approved' ? [] : [row.finding]);
    obeys(decide(snapshot, policy), row);
  });

  it.each(outcomeTable.filter(({ alternatives }) => alternatives))(
    '$finding: something else is offered, paying now at least',
    ({ finding }) => {
      const { alternatives } = decide(examples[finding], policy);
      expect(alternatives).toContainEqual({ kind: 'pay_now', amountMinor: expect.any(Number) as number });
    },
  );

  it('lists the checks in the order of the assessment, between an unusable profile and nothing against', () => {
    expect(outcomeTable.map(({ finding }) => finding)).toEqual([
      'profile_unusable',
      ...checks.map(({ finding }) => finding),
      'nothing_against',
    ]);
  });

  it('decides by its first row whose condition holds, whatever else is against the purchase', () => {
    const first = new Set<Finding>();
    let several = 0;
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const [found = 'nothing_against', ...later] = foundIn(snapshot);
        if (later.length > 0) several += 1;
        first.add(found);
        const verdict = decide(snapshot, policy);
        obeys(verdict, outcomeOf(found));
        expect(verdict.reasons).toEqual(reasonsOf(snapshot, found));
      }),
      { numRuns: 1_000, seed: 7 },
    );
    expect(several).toBeGreaterThan(50);
    expect(first.size).toBeGreaterThanOrEqual(7);
  });

  it('says nothing but that the profile is unusable when it is, whatever else is against the purchase', () => {
    for (const snapshot of Object.values(examples)) {
      obeys(decide({ ...snapshot, profile: null }, policy), outcomeOf('profile_unusable'));
    }
  });
});

/** Every row whose check has something against the purchase, in the order of the table. */
function foundIn(snapshot: Snapshot): Finding[] {
  if (snapshot.profile === null) return ['profile_unusable'];
  return checks
    .filter((check) => check.reasonsAgainst(new Assessment(caseOf(snapshot), policy)).length > 0)
    .map(({ finding }) => finding);
}

function reasonsOf(snapshot: Snapshot, finding: Finding): string[] {
  const check = checks.find((candidate) => candidate.finding === finding);
  return check?.reasonsAgainst(new Assessment(caseOf(snapshot), policy)).slice(0, 4) ?? [];
}

function obeys(verdict: Verdict, row: Outcome): void {
  expect({ outcome: verdict.outcome, class: verdict.class }).toEqual({
    outcome: row.outcome,
    class: row.class,
  });
  expect(verdict.reasons.length > 0).toBe(row.outcome === 'declined');
  expect(verdict.reasons.length).toBeLessThanOrEqual(4);
  expect(new Set(verdict.reasons).size).toBe(verdict.reasons.length);
  for (const reason of verdict.reasons) expect(reasonOf(reason).class).toBe(row.class);
  expect(verdict.scores.credit !== null && verdict.scores.fraud !== null).toBe(row.scored);
  expect(verdict.creditPoints.length > 0).toBe(row.scored);
  expect(verdict.modelVersions).toEqual(row.scored ? [policy.credit.version, policy.fraud.version] : []);
  if (!row.alternatives) expect(verdict.alternatives).toEqual([]);
  if (!row.counterfactuals) expect(verdict.counterfactuals).toEqual([]);
}
