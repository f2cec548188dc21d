import { explain, type Explanation } from '@mayfly/contracts';
import type { Principal } from '../../access/principal';
import type { AuthorizationView } from './read-authorization';
import { roleNotAdmitted } from '../../access/access-problems';
import { explanationFactsOf } from './explanation-facts';

/** Explains an authorization to the caller; the role decides which explanation it is, and nothing else does. */
export function explainAuthorization(caller: Principal, view: AuthorizationView): Explanation {
  const facts = explanationFactsOf(view);
  switch (caller.role) {
    case 'network':
      return explain({ ...facts, audience: 'network', scheme: caller.scheme });
    case 'merchant':
    case 'customer':
    case 'agent':
    case 'auditor':
      return explain({ ...facts, audience: caller.role });
    case 'operator':
      throw roleNotAdmitted();
  }
}
