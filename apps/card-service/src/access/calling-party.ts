import { roleNotAdmitted } from './access-problems';
import type { PartyPrincipal, Principal } from './principal';

/** The caller as the network or merchant that it is; throws 403 for anybody else. */
export function callingParty(caller: Principal): PartyPrincipal {
  if (caller.role === 'network' || caller.role === 'merchant') return caller;
  throw roleNotAdmitted();
}
