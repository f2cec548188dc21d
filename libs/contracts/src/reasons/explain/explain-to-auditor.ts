import { isReasonCode, reasonOf } from '../catalogue';
import { networkAnswersVersion } from '../network-answers';
import { explainToAgent } from './explain-to-agent';
import { explainToCustomer } from './explain-to-customer';
import { explainToMerchant } from './explain-to-merchant';
import type { AuditorExplanation, ExplanationFacts } from './explanation';

/** The full evidence, and what everyone else was shown. */
export function explainToAuditor(facts: ExplanationFacts): AuditorExplanation {
  const { state, amountMinor, currency, reasons, alternatives, counterfactuals, sources } = facts;
  return {
    audience: 'auditor',
    state,
    amountMinor,
    currency,
    networkAnswersVersion,
    reasons: reasons.map((code) => ({ code, entry: isReasonCode(code) ? reasonOf(code) : null })),
    hold: facts.hold ?? null,
    alternatives,
    counterfactuals,
    sources,
    decision: facts.decision ?? null,
    shownToCustomer: explainToCustomer(facts),
    shownToAgent: explainToAgent(facts),
    shownToMerchant: explainToMerchant(facts),
  };
}
