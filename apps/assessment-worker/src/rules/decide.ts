import type { CustomerProfile, Source } from '@mayfly/contracts';
import { alternativesTo } from './alternatives';
import { examine, parts, type Case, type Part } from './parts';
import { policyOf } from './policy';
import type { Snapshot } from './snapshot';
import { mostReasons, type Verdict } from './verdict';

const unavailable: Verdict = {
  outcome: 'declined',
  class: 'technical',
  reasons: ['assessment_unavailable'],
  alternatives: [],
  sources: [],
};

/** Decides one purchase from its snapshot and nothing else: no clock, no chance, no order of arrival. */
export function decide(snapshot: Snapshot): Verdict {
  const policy = policyOf(snapshot.policyVersion);
  const { request, profile, repayment, history } = snapshot;
  if (!canBeUsed(profile, snapshot)) return unavailable;
  const purchase: Case = { request, profile, repayment, history, plan: { kind: 'pay_later' } };
  const { failure, consulted } = examine(purchase, policy);
  if (failure === null) {
    return { outcome: 'approved', class: null, reasons: [], alternatives: [], sources: sourcesOf(consulted) };
  }
  const lending = failure.part.class === 'credit';
  return {
    outcome: 'declined',
    class: failure.part.class,
    reasons: failure.reasons.slice(0, mostReasons),
    alternatives: lending ? alternativesTo(purchase, policy) : [],
    // Alternatives are examined by every part, so their sources were used as well.
    sources: sourcesOf(lending ? parts : consulted),
  };
}

/** A profile older than the request asks for is never used (the card service knew better), nor one in another currency. */
function canBeUsed(profile: CustomerProfile | null, { request }: Snapshot): profile is CustomerProfile {
  return (
    profile !== null && profile.version >= request.profileVersion && profile.currency === request.currency
  );
}

function sourcesOf(consulted: readonly Part[]): Source[] {
  return [...new Set(consulted.flatMap((part) => part.sources))];
}
