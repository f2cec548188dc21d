import { reasonOf, type ReasonCode } from '../catalogue';
import type { CustomerReason } from './explanation';

/** The code that may be shown for a reason: all signs of fraud share one. */
export function shownCodeOf(code: ReasonCode): string {
  return isFraud([code]) ? 'security_precaution' : code;
}

/** The reasons in the customer's words; what reads alike is said once. */
export function customerReasonsOf(codes: readonly ReasonCode[]): readonly CustomerReason[] {
  const reasons = codes.map(customerReason);
  return [...new Map(reasons.map((reason) => [reason.code, reason])).values()];
}

/** True when one of them is a sign of fraud. */
export function isFraud(codes: readonly ReasonCode[]): boolean {
  return codes.some((code) => reasonOf(code).class === 'fraud');
}

function customerReason(code: ReasonCode): CustomerReason {
  const { whatHappened, principalReason } = reasonOf(code).customer;
  const shown = { code: shownCodeOf(code), text: whatHappened };
  return principalReason === undefined ? shown : { ...shown, principalReason };
}
