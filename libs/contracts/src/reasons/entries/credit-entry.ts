import { networkAnswers } from '../network-answers';
import type { CustomerText, ReasonEntry } from '../reason';
import { purchaseNotApproved } from './checkout-texts';

const askBureau =
  'Ask the credit bureau named below for your report: it is free for 60 days after a decline. Have mistakes in it corrected.';

type CreditEntry = ReasonEntry & { readonly customer: CustomerText & { readonly principalReason: string } };

/** A credit reason that rests on what we know from the customer, the bank account or our own books. */
export function credit(
  meaning: string,
  principalReason: string,
  whatHappened: string,
  whatToDo: readonly string[],
): CreditEntry {
  return {
    class: 'credit',
    meaning,
    bureauBased: false,
    network: networkAnswers.credit,
    checkout: purchaseNotApproved,
    customer: { title: 'We could not lend you this amount now', whatHappened, whatToDo, principalReason },
    agent: 'neutral_line',
  };
}

/** A credit reason that rests on what a credit bureau reports. */
export function bureau(
  ...[meaning, principalReason, whatHappened, whatToDo]: Parameters<typeof credit>
): CreditEntry {
  return { ...credit(meaning, principalReason, whatHappened, [...whatToDo, askBureau]), bureauBased: true };
}
