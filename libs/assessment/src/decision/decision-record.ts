import type { AuthorizationDecided, AuthorizationRequested } from '@mayfly/contracts';
import { seal, type Snapshot } from '../case/snapshot';
import type { Policy } from '../policy/policy';
import { assess, type Assessed } from './decide';

/** A decision with what it was made from. */
export interface DecisionRecord {
  readonly request: AuthorizationRequested;
  readonly event: AuthorizationDecided;
  /** Canonical JSON. */
  readonly snapshot: string;
  /** What both models said; null where nothing was scored. */
  readonly scored: Assessed['scored'];
}

/** The decision of a snapshot as it is published; also for running a stored decision again under its own id and time. */
export function recordOf(
  snapshot: Snapshot,
  policy: Policy,
  identity: { readonly decisionId: string; readonly decidedAt: string },
): DecisionRecord {
  const { request } = snapshot;
  const sealed = seal(snapshot);
  const { verdict, scored } = assess(snapshot, policy);
  return {
    request,
    scored,
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
