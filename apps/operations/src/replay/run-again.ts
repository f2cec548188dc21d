import { canonicalJson, recordOf, type Policy, type Snapshot } from '@mayfly/assessment';
import { differences, type Difference } from './differences';
import { policyOf } from './policy-of';
import type { StoredDecision } from './stored-decision';

/** What came of running a stored decision again. */
export type RunAgain =
  | { readonly result: 'same' }
  | { readonly result: 'differs'; readonly differences: readonly Difference[] }
  /** It cannot be run: the policy that made it is not known, or the snapshot is no snapshot. */
  | { readonly result: 'failed'; readonly because: string };

/** Decides a stored snapshot again by the version that made the decision, and compares event, snapshot and hash byte for byte. */
export function runAgain(stored: StoredDecision, policies: ReadonlyMap<string, Policy>): RunAgain {
  try {
    return compare(stored, policyOf(stored, policies));
  } catch (error) {
    return { result: 'failed', because: error instanceof Error ? error.message : String(error) };
  }
}

function compare(stored: StoredDecision, policy: Policy): RunAgain {
  const snapshot = JSON.parse(stored.snapshot) as Snapshot;
  const { decisionId, decidedAt } = stored;
  const again = recordOf(snapshot, policy, { decisionId, decidedAt });
  const same =
    canonicalJson(again.event) === canonicalJson(stored.event) &&
    again.snapshot === stored.snapshot &&
    again.event.snapshotHash === stored.snapshotHash;
  if (same) return { result: 'same' };
  const found = differences(
    { ...stored.event, '(hash of the snapshot)': stored.snapshotHash },
    { ...again.event, '(hash of the snapshot)': again.event.snapshotHash },
  );
  // Equal in content and yet other bytes: not canonical, so its hash is another too.
  const text =
    again.snapshot === stored.snapshot
      ? []
      : [{ path: '(text of the snapshot)', ...firstApart(stored.snapshot, again.snapshot) }];
  return { result: 'differs', differences: [...found, ...text] };
}

/** Both texts from a little before they part. */
function firstApart(stored: string, again: string): Pick<Difference, 'stored' | 'again'> {
  let at = 0;
  while (at < stored.length && stored[at] === again[at]) at++;
  const excerpt = (text: string): string => `…${text.slice(Math.max(0, at - 20), at + 40)}…`;
  return { stored: excerpt(stored), again: excerpt(again) };
}
