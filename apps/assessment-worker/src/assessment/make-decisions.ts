import { recordOf, withAttempt, type DecisionRecord, type Policy, type Snapshot } from '@mayfly/assessment';
import type { AuthorizationRequested } from '@mayfly/contracts';
import type { Ids } from '../providers';
import type { AssessmentInputs } from './read-assessment-inputs';

/** A request with what was read for it. */
export interface Assessable {
  readonly request: AuthorizationRequested;
  readonly inputs: AssessmentInputs;
}

/**
 * Decides requests that were read together, in order: each sees the attempts of the same customer before it, which are not
 * in the database yet.
 */
export function makeDecisions(
  assessables: readonly Assessable[],
  policy: Policy,
  ids: Ids,
): DecisionRecord[] {
  const attempts = new Map<string, AuthorizationRequested[]>();
  return assessables.map(({ request, inputs }) => {
    const earlier = attempts.get(request.customerId) ?? [];
    const history = earlier.reduce((known, attempt) => withAttempt(known, request, attempt), inputs.history);
    attempts.set(request.customerId, [...earlier, request]);
    const profile = isNewEnough(request, inputs) ? inputs.profile : null;
    // In the order of canonical JSON, as everything in it: nothing has to be copied to write it.
    const snapshot: Snapshot = {
      history,
      profile,
      request,
      features: inputs.features,
      repayment: inputs.repayment,
      policyVersion: policy.version,
    };
    return recordOf(snapshot, policy, { decisionId: ids.uuid(), decidedAt: inputs.readAt.toISOString() });
  });
}

/** True when the stored profile is at least the one that was current when the purchase was requested. */
export function isNewEnough(request: AuthorizationRequested, { profile }: AssessmentInputs): boolean {
  return profile !== null && profile.version >= request.profileVersion;
}
