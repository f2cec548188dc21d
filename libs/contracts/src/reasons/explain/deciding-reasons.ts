import type { AuthorizationState } from '../../state-tables/transition';
import { isReasonCode, reasonOf, type ReasonCode } from '../catalogue';

/**
 * The reasons to explain an authorization by, the strongest first; empty while it is pending.
 * One sign of fraud hides everything else: beside other reasons it would stand out.
 */
export function decidingReasons(
  state: AuthorizationState,
  reasons: readonly string[],
): readonly ReasonCode[] {
  switch (state) {
    case 'pending':
      return [];
    case 'approved':
    case 'reversed':
    case 'expired':
    case 'cleared': {
      const approvals = reasons.filter(isReasonCode).filter((code) => reasonOf(code).class === null);
      return approvals.length > 0 ? approvals : ['approved'];
    }
    case 'verified':
      return ['verified'];
    case 'timed_out':
      return ['decision_timed_out'];
    case 'declined': {
      const known = reasons.filter(isReasonCode);
      const fraud = known.filter((code) => reasonOf(code).class === 'fraud');
      if (fraud.length > 0) return fraud;
      return known.length > 0 ? known : ['assessment_unavailable'];
    }
  }
}
