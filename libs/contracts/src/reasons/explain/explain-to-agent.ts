import { nextStepsOf, reasonOf, type ReasonCode } from '../catalogue';
import { decidingReasons } from './deciding-reasons';
import { shownCodeOf } from './customer-reasons';
import type { AgentExplanation, ExplanationFacts } from './explanation';
import { headlineOf } from './headline';
import { holdNotice } from './hold-notice';

// One code and one line for every reason that an agent must not know: not even their number can be told.
const neutralReason = {
  code: 'assessment_declined',
  text: 'The automatic check declined this purchase. The customer reads the reasons in the app; they are not shown here.',
};
const neutralSteps = [
  'Ask the customer to open the purchase in the app: reasons, next steps and other offers are there.',
];

/** What an agent may know and say: where it stands, when the hold went, and the customer's text where it is no secret. */
export function explainToAgent(facts: ExplanationFacts): AgentExplanation {
  const { state, amountMinor, currency } = facts;
  const codes = decidingReasons(state, facts.reasons);
  const neutral = codes.some((code) => reasonOf(code).agent === 'neutral_line');
  const headline = headlineOf(facts, codes);
  return {
    audience: 'agent',
    state,
    amountMinor,
    currency,
    summary: headline.summary,
    reasons: neutral ? [neutralReason] : readable(codes),
    nextSteps: neutral ? neutralSteps : (headline.nextSteps ?? nextStepsOf(codes)),
    hold: holdNotice(facts),
    limits: 'Nobody can change this decision or influence the next one. Each new purchase is checked afresh.',
  };
}

function readable(codes: readonly ReasonCode[]): AgentExplanation['reasons'] {
  const shown = codes.map(
    (code) =>
      [shownCodeOf(code), { code: shownCodeOf(code), text: reasonOf(code).customer.whatHappened }] as const,
  );
  return [...new Map(shown).values()];
}
