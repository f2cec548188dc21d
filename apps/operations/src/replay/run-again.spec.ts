import { readAllPolicies, recordOf, type Snapshot } from '@mayfly/assessment';
import { policy } from '../../../../test/assessment/policies';
import { purchaseOf } from '../../../../test/assessment/purchases';
import { snapshotOf } from '../../../../test/assessment/snapshots';
import { runAgain } from './run-again';
import type { StoredDecision } from './stored-decision';

const policies = readAllPolicies();
const decisionId = '0193e5a0-0000-7000-8000-0000000000d1';
const decidedAt = '2026-03-01T12:00:00.100Z';

/** A decision as it would be stored, read back from JSON. */
function stored(snapshot: Snapshot, change: Partial<StoredDecision> = {}): StoredDecision {
  const record = recordOf(snapshot, policy, { decisionId, decidedAt });
  return {
    authorizationId: record.event.authorizationId,
    decisionId,
    decidedAt,
    event: JSON.parse(JSON.stringify(record.event)) as StoredDecision['event'],
    snapshot: record.snapshot,
    snapshotHash: record.event.snapshotHash,
    ...change,
  };
}

const approved = stored(snapshotOf());

describe('a decision that is run again', () => {
  it.each([
    ['an approval', snapshotOf()],
    ['a decline with offers', snapshotOf({ request: purchaseOf(400_000) })],
    ['a decline without a profile', snapshotOf({ profile: null })],
  ])('is the same: %s', (_name, snapshot) => {
    expect(runAgain(stored(snapshot), policies)).toEqual({ result: 'same' });
  });

  it('names each place where it is another', () => {
    const { event } = approved;
    const tampered = { ...event, reasons: ['under_age' as const], scores: { ...event.scores, fraud: 0.5 } };
    expect(runAgain({ ...approved, event: tampered }, policies)).toEqual({
      result: 'differs',
      differences: [
        { path: 'reasons[0]', stored: '"under_age"', again: undefined },
        { path: 'scores.fraud', stored: '0.5', again: String(event.scores.fraud) },
      ],
    });
  });

  it('is not the same under another id or at another time', () => {
    const other = { ...approved, decidedAt: '2026-03-01T12:00:00.101Z' };
    expect(runAgain(other, policies)).toMatchObject({ differences: [{ path: 'decidedAt' }] });
  });

  it('is not the same when the snapshot has other bytes for the same content', () => {
    const spaced = { ...approved, snapshot: `${approved.snapshot} ` };
    expect(runAgain(spaced, policies)).toMatchObject({ differences: [{ path: '(text of the snapshot)' }] });
  });

  it('is not the same when the stored hash is another', () => {
    const other = { ...approved, snapshotHash: 'sha256:0' };
    expect(runAgain(other, policies)).toMatchObject({
      differences: [{ path: '(hash of the snapshot)', stored: '"sha256:0"' }],
    });
  });

  it('cannot be run by a version that nobody knows', () => {
    const event = { ...approved.event, policyVersion: 'policy-0' };
    expect(runAgain({ ...approved, event }, policies)).toEqual({
      result: 'failed',
      because: 'policy policy-0 is not in models/policies',
    });
  });

  it.each(['', '{}', '{"request": null}'])('cannot be run from %p', (snapshot) => {
    expect(runAgain({ ...approved, snapshot }, policies)).toMatchObject({ result: 'failed' });
  });
});
