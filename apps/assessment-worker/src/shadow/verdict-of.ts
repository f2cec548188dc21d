import { decide, type Policy, type Snapshot } from '@mayfly/assessment';
import type { AssessmentShadowed, AuthorizationDecided } from '@mayfly/contracts';

/**
 * What a candidate says of a purchase that the policy in force has decided, from the very snapshot of that decision.
 *
 * @param shadowedAt UTC, ISO 8601
 */
export function verdictOf(
  decided: AuthorizationDecided,
  snapshot: Snapshot,
  candidate: Policy,
  shadowedAt: string,
): AssessmentShadowed {
  const verdict = decide(snapshot, candidate);
  return {
    authorizationId: decided.authorizationId,
    decisionId: decided.decisionId,
    customerId: decided.customerId,
    candidateVersion: candidate.version,
    modelVersions: [...verdict.modelVersions],
    outcome: verdict.outcome,
    class: verdict.class,
    reasons: [...verdict.reasons],
    scores: verdict.scores,
    inForce: { policyVersion: decided.policyVersion, outcome: decided.outcome, class: decided.class },
    differs: verdict.outcome !== decided.outcome,
    shadowedAt,
  };
}
