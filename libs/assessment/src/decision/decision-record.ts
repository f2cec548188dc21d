import type { AuthorizationDecided, AuthorizationRequested } from '@mayfly/contracts';
import { seal, type Snapshot } from '../case/snapshot';
import type { Policy } from '../policy/policy';
import { decide } from './decide';

/** A decision with what it was made from. */
export interface DecisionRecord {
  readonly request: AuthorizationRequested;
  readonly event: AuthorizationDecided;
  readonly facts: Snapshot;
  /** The facts as canonical JSON. */
  readonly snapshot: string;
}

/** The decision of a snapshot as it is published; also for running a stored decision again under its own id and time. */
export function recordOf(
  snapshot: Snapshot,
  policy: Policy,
  identity: { readonly decisionId: string; readonly decidedAt: string },
): DecisionRecord {
  const { request } = snapshot;
  const sealed = seal(snapshot);
  const verdict = decide(snapshot, policy);
  return {
    request,
    facts: snapshot,
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
      scores: verdict.scores,
      creditPoints: [...verdict.creditPoints],
      policyVersion: policy.version,
      modelVersions: [...verdict.modelVersions],
      snapshotHash: sealed.hash,
      sources: [...verdict.sources],
      alternatives: [...verdict.alternatives],
      counterfactuals: [...verdict.counterfactuals],
      decidedAt: identity.decidedAt,
    },
  };
}
