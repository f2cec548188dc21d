import { reasonOf } from '../catalogue';
import type { CheckoutText } from '../reason';
import { decidingReasons } from './deciding-reasons';
import type { ExplanationFacts, MerchantExplanation } from './explanation';

const beingChecked: CheckoutText = {
  code: 'pending',
  title: 'The purchase is being checked',
  text: 'The card issuer is checking the purchase. It takes a few seconds at most.',
  nextSteps: ['Wait a moment.'],
};

/** The text a shop shows at checkout for an authorization, from its state and stored reasons. */
export function checkoutTextOf(facts: Pick<ExplanationFacts, 'state' | 'reasons'>): CheckoutText {
  const [code] = decidingReasons(facts.state, facts.reasons);
  return code === undefined ? beingChecked : reasonOf(code).checkout;
}

export function explainToMerchant(facts: ExplanationFacts): MerchantExplanation {
  const { state, amountMinor, currency } = facts;
  return { audience: 'merchant', state, amountMinor, currency, checkout: checkoutTextOf(facts) };
}
