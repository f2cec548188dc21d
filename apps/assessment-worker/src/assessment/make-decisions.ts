import type { AuthorizationRequested } from '@mayfly/contracts';
import type { Ids } from '../providers';
import { withAttempt } from '../rules/attempts';
import { decide } from '../rules/decide';
import { currentPolicyVersion } from '../rules/policy';
import { seal, type Snapshot } from '../rules/snapshot';
import type { AssessmentInputs } from './read-assessment-inputs';
import type { DecisionRecord } from './store-decisions';

/** A request with what was read for it. */
export interface Assessable {
  readonly request: AuthorizationRequested;
  readonly inputs: AssessmentInputs;
}

/**
 * Decides requests that were read together, in order: each sees the attempts of the same customer before it, which are not
 * in the database yet.
 */
export function makeDecisions(assessables: readonly Assessable[], ids: Ids): DecisionRecord[] {
  const attempts = new Map<string, AuthorizationRequested[]>();
  return assessables.map(({ request, inputs }) => {
    const earlier = attempts.get(request.customerId) ?? [];
    const history = earlier.reduce((known, attempt) => withAttempt(known, request, attempt), inputs.history);
    attempts.set(request.customerId, [...earlier, request]);
    const profile = isNewEnough(request, inputs) ? inputs.profile : null;
    const snapshot: Snapshot = {
      policyVersion: currentPolicyVersion,
      request,
      profile,
      repayment: inputs.repayment,
      history,
    };
    return recordOf(snapshot, { decisionId: ids.uuid(), decidedAt: inputs.readAt.toISOString() });
  });
}

/** True when the stored profile is at least the one that was current when the purchase was requested. */
export function isNewEnough(request: AuthorizationRequested, { profile }: AssessmentInputs): boolean {
  return profile !== null && profile.version >= request.profileVersion;
}

/** The decision of a snapshot as it is published; also for running a stored decision again under its own id and time. */
export function recordOf(
  snapshot: Snapshot,
  identity: { readonly decisionId: string; readonly decidedAt: string },
): DecisionRecord {
  const { request, policyVersion } = snapshot;
  const sealed = seal(snapshot);
  const verdict = decide(snapshot);
  return {
    request,
    snapshot: sealed.text,
    event: {
      authorizationId: request.authorizationId,
      decisionId: identity.decisionId,
      customerId: request.customerId,
      accountId: request.accountId,
      cardId: request.card.cardId,
      outcome: verdict.outcome,
      class: verdict.class,
      reasons: [...verdict.reasons],
      scores: { credit: null, fraud: null },
      policyVersion,
      modelVersions: [],
      snapshotHash: sealed.hash,
      sources: [...verdict.sources],
      alternatives: [...verdict.alternatives],
      decidedAt: identity.decidedAt,
    },
  };
}
