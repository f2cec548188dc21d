import { networkAnswerOf } from '@mayfly/contracts';
import { formatPrivateData } from '@mayfly/iso8583';
import type { Scheme } from '../access/principal';
import type { Authorization } from '../authorizations/authorization';

/** The fields that answer a request for an authorization, in the numbering of the network's scheme. */
export function answerFieldsOf(authorization: Authorization, scheme: Scheme): Record<number, string> {
  const answer = networkAnswerOf(authorization, scheme);
  const { approvalCode, approvedMinor, amountMinor, reasons } = authorization;
  const adviceCode = answer?.merchantAdviceCode;
  return {
    39: answer?.de39 ?? '96',
    ...(approvalCode !== null && { 38: approvalCode }),
    ...(approvedMinor !== null &&
      approvedMinor < amountMinor && { 4: String(approvedMinor).padStart(12, '0') }),
    ...cvvResultOf(authorization.state, reasons),
    ...(adviceCode !== undefined && { 48: formatPrivateData({ '84': adviceCode }) }),
  };
}

/** Field 44: M, the CVV2 was right; N, it was not. Nothing where it was not looked at, or is nobody's business. */
function cvvResultOf(state: Authorization['state'], reasons: readonly string[]): { 44?: string } {
  if (reasons[0] === 'cvv_mismatch') return { 44: 'N' };
  return state === 'approved' || state === 'verified' ? { 44: 'M' } : {};
}
