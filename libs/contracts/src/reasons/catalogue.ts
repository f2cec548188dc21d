import { approvals } from './entries/approvals';
import { cardReasons } from './entries/card-reasons';
import { affordabilityReasons, bureauReasons } from './entries/credit-reasons';
import { fraudReasons } from './entries/fraud-reasons';
import { policyReasons } from './entries/policy-reasons';
import { purchaseReasons } from './entries/purchase-reasons';
import { scorecardReasons } from './entries/scorecard-reasons';
import { technicalReasons } from './entries/technical-reasons';
import type { NetworkAnswer, ReasonEntry, Scheme } from './reason';

const entries = {
  ...approvals,
  ...cardReasons,
  ...purchaseReasons,
  ...policyReasons,
  ...bureauReasons,
  ...affordabilityReasons,
  ...scorecardReasons,
  ...fraudReasons,
  ...technicalReasons,
};

/** Every reason that an answer can have. */
export type ReasonCode = keyof typeof entries;

/** Every code of the catalogue, in its order. */
export const reasonCodes = Object.keys(entries) as readonly ReasonCode[];

/** True when `code` is in the catalogue; a newer worker may send one that this release does not know. */
export function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(entries, code);
}

/** The whole entry of a reason: for rendering. What may be shown to whom is `explain`'s to decide. */
export function reasonOf(code: ReasonCode): ReasonEntry {
  return entries[code];
}

/** The answer on the wire for a reason: DE39, retry category and, for Mastercard, the merchant advice code. */
export function answerOf(code: ReasonCode, scheme: Scheme): NetworkAnswer {
  return reasonOf(code).network[scheme];
}

/** The customer's next steps for several reasons; what they share is said once, at the end. */
export function nextStepsOf(codes: readonly ReasonCode[]): readonly string[] {
  const steps = codes.flatMap((code) => reasonOf(code).customer.whatToDo);
  return [...new Set(steps.reverse())].reverse();
}
