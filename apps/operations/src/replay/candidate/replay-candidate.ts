import type { Policy } from '@mayfly/assessment';
import { policyOf } from '../policy-of';
import type { StoredDecision } from '../stored-decision';
import type { CandidateComparison } from './compare-candidate';

/**
 * Lets the candidate decide every stored decision's snapshot, page by page.
 *
 * @param reportedAmong those of the authorizations that were reported as fraud
 * @param onFailure hears of each decision that cannot be run again, and why
 * @returns how many those are
 */
export async function replayCandidate(
  pages: AsyncIterable<readonly StoredDecision[]>,
  comparison: CandidateComparison,
  policies: ReadonlyMap<string, Policy>,
  reportedAmong: (authorizationIds: readonly string[]) => Promise<ReadonlySet<string>>,
  onFailure: (stored: StoredDecision, because: string) => void,
): Promise<number> {
  let failures = 0;
  for await (const page of pages) {
    const reported = await reportedAmong(page.map(({ authorizationId }) => authorizationId));
    for (const stored of page) {
      try {
        const inForce = policyOf(stored, policies);
        comparison.add(stored, inForce, reported.has(stored.authorizationId));
      } catch (error) {
        failures += 1;
        onFailure(stored, error instanceof Error ? error.message : String(error));
      }
    }
  }
  return failures;
}
