import { networkAnswers } from '../network-answers';
import type { CustomerText, ReasonEntry } from '../reason';
import { purchaseNotApproved } from './checkout-texts';

// One text for all: which sign was seen would teach a thief what to avoid.
const stoppedAsPrecaution: CustomerText = {
  title: 'We stopped this purchase to protect you',
  whatHappened:
    'Our automatic security check was not sure enough that this purchase was yours, so we stopped it as a precaution. Nothing was charged. So that the check keeps protecting you, we do not say what it looks at.',
  whatToDo: [
    'If it was you: sorry for the trouble. Make a new card and try again, or pay in another way.',
    'If it was not you: cancel the card now and tell us. You owe nothing.',
    'We never ask for your card number or security code, by phone or by mail.',
  ],
};

/** Signs of fraud: only the auditor may tell one from the other, so all of them have the answer 59, attempts included. */
export const fraudReasons = {
  too_many_attempts: fraud('Too many attempts in a short time.'),
  unusual_amount: fraud("The amount is far from the customer's own history."),
  unusual_merchant: fraud('The merchant shows signs of fraud, or is far from what the customer buys.'),
  risky_merchant_category: fraud(
    'The merchant category is one that fraud prefers, and other signs came with it.',
  ),
  unusual_country: fraud("The merchant's country is unusual for this customer."),
  merchant_with_reported_fraud: fraud('Earlier purchases at this merchant were reported as fraud.'),
  customer_with_reported_fraud: fraud('Earlier purchases of this customer were reported as fraud.'),
  unusual_time: fraud('The day or the hour speaks for fraud, by what the model has learned.'),
  unusual_pattern: fraud("Count and rhythm of the customer's purchases are far from their own history."),
  card_details_guessed: fraud('CVV2 or expiry mismatches came before this purchase.'),
} as const satisfies Record<string, ReasonEntry>;

function fraud(meaning: string) {
  return {
    class: 'fraud',
    meaning,
    bureauBased: false,
    network: networkAnswers.suspectedFraud,
    checkout: purchaseNotApproved,
    customer: stoppedAsPrecaution,
    agent: 'customer_text',
  } as const;
}
