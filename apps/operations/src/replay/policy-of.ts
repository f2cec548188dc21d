import type { Policy } from '@mayfly/assessment';
import type { StoredDecision } from './stored-decision';

/** The policy that made a decision. Throws when its version is not known here: a file was removed, or never came. */
export function policyOf({ event }: StoredDecision, policies: ReadonlyMap<string, Policy>): Policy {
  const policy = policies.get(event.policyVersion);
  if (policy === undefined) throw new Error(`policy ${event.policyVersion} is not in models/policies`);
  return policy;
}
