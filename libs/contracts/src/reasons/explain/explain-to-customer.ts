import type { Alternative } from '../../generated/events';
import { nextStepsOf, reasonOf, type ReasonCode } from '../catalogue';
import { decidingReasons } from './deciding-reasons';
import { decisionNotice } from './decision-notice';
import type { CustomerExplanation, ExplanationFacts, OfferedAlternative } from './explanation';
import { holdNotice } from './hold-notice';
import { headlineOf } from './headline';
import { moneyInWords } from './plain-words';

/** What happened, what to do, where the money is, what else is on offer, and the notice the law wants. */
export function explainToCustomer(facts: ExplanationFacts): CustomerExplanation {
  const { state, amountMinor, currency } = facts;
  const codes = decidingReasons(state, facts.reasons);
  const refused = state === 'declined' || state === 'timed_out';
  const assessed = facts.decision !== undefined || facts.sources.length > 0;
  const headline = headlineOf(facts, codes);
  return {
    audience: 'customer',
    state,
    amountMinor,
    currency,
    title: headline.title,
    summary: headline.summary,
    reasons: refused ? unique(codes.map(customerReason)) : [],
    nextSteps: headline.nextSteps ?? nextStepsOf(codes),
    hold: holdNotice(facts),
    alternatives: isFraud(codes) ? [] : facts.alternatives.map((offer) => inWords(offer, currency)),
    otherWays: refused
      ? 'This is about this one purchase, not about you. You can pay in another way, such as at once from your bank account, and use our other services as before.'
      : null,
    notice: assessed ? decisionNotice(facts.sources) : null,
  };
}

/** The code that may be shown for a reason: all signs of fraud share one. */
export function shownCodeOf(code: ReasonCode): string {
  return isFraud([code]) ? 'security_precaution' : code;
}

function customerReason(code: ReasonCode): CustomerExplanation['reasons'][number] {
  const { whatHappened, principalReason } = reasonOf(code).customer;
  const shown = { code: shownCodeOf(code), text: whatHappened };
  return principalReason === undefined ? shown : { ...shown, principalReason };
}

function isFraud(codes: readonly ReasonCode[]): boolean {
  return codes.some((code) => reasonOf(code).class === 'fraud');
}

function inWords(offer: Alternative, currency: string): OfferedAlternative {
  switch (offer.kind) {
    case 'smaller_amount':
      return {
        ...offer,
        text: `A purchase of ${moneyInWords(offer.amountMinor, currency)} would pass now.`,
      };
    case 'instalments':
      return {
        ...offer,
        text: `Pay in ${offer.count} monthly instalments of ${moneyInWords(offer.eachMinor, currency)} each.`,
      };
    case 'pay_now':
      return {
        ...offer,
        text: `Pay ${moneyInWords(offer.amountMinor, currency)} at once from your bank account. That needs no credit.`,
      };
  }
}

function unique<T extends { readonly code: string }>(reasons: readonly T[]): readonly T[] {
  return [...new Map(reasons.map((reason) => [reason.code, reason])).values()];
}
