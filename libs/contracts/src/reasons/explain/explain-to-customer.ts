import { nextStepsOf } from '../catalogue';
import { alternativeInWords } from './alternative-in-words';
import { customerReasonsOf, isFraud } from './customer-reasons';
import { decidingReasons } from './deciding-reasons';
import { decisionNotice } from './decision-notice';
import type { CustomerExplanation, ExplanationFacts } from './explanation';
import { holdNotice } from './hold-notice';
import { refundsInWords } from './refunds-in-words';
import { headlineOf } from './headline';
import { wayToApprovalInWords } from './way-to-approval-in-words';

/** What happened, what to do, where the money is, what else is on offer, and the notice the law wants. */
export function explainToCustomer(facts: ExplanationFacts): CustomerExplanation {
  const { state, amountMinor, currency } = facts;
  const codes = decidingReasons(state, facts.reasons);
  const refused = state === 'declined' || state === 'timed_out';
  const assessed = facts.decision !== undefined || facts.sources.length > 0;
  // Offers and changes would betray the sign: one that asks for less says that the amount was it.
  const hidden = isFraud(codes);
  const headline = headlineOf(facts, codes);
  return {
    audience: 'customer',
    state,
    amountMinor,
    currency,
    title: headline.title,
    summary: headline.summary,
    reasons: refused ? customerReasonsOf(codes) : [],
    nextSteps: headline.nextSteps ?? nextStepsOf(codes),
    hold: holdNotice(facts),
    refunds: refundsInWords(facts),
    alternatives: hidden ? [] : facts.alternatives.map((offer) => alternativeInWords(offer, currency)),
    whatWouldChange:
      hidden || state !== 'declined'
        ? []
        : facts.counterfactuals.map((change) => wayToApprovalInWords(change, currency)),
    otherWays: refused
      ? 'This is about this one purchase, not about you. You can pay in another way, such as at once from your bank account, and use our other services as before.'
      : null,
    notice: assessed ? decisionNotice(facts.sources) : null,
  };
}
