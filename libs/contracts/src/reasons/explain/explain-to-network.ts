import { answerOf } from '../catalogue';
import type { NetworkAnswer, Scheme } from '../reason';
import { decidingReasons } from './deciding-reasons';
import type { ExplanationFacts, NetworkExplanation } from './explanation';

/** The answer on the wire for an authorization, from its state and stored reasons; null while it is pending. */
export function networkAnswerOf(
  facts: Pick<ExplanationFacts, 'state' | 'reasons'>,
  scheme: Scheme,
): NetworkAnswer | null {
  const [code] = decidingReasons(facts.state, facts.reasons);
  return code === undefined ? null : answerOf(code, scheme);
}

export function explainToNetwork(facts: ExplanationFacts, scheme: Scheme): NetworkExplanation {
  const { state, amountMinor, currency } = facts;
  return {
    audience: 'network',
    state,
    scheme,
    amountMinor,
    currency,
    answer: networkAnswerOf(facts, scheme),
  };
}
