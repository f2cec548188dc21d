import type { DecisionClass } from './verdict';

/** What the assessment can find out about a purchase. */
export type Finding =
  | 'profile_unusable'
  | 'gate_closed'
  | 'policy_forbids'
  | 'credit_rule_broken'
  | 'credit_score_low'
  | 'not_affordable'
  | 'fraud_sign_seen'
  | 'fraud_score_high'
  | 'nothing_against';

/** What follows from a finding. */
export interface Outcome {
  readonly finding: Finding;
  readonly part: 'profile' | 'gates' | 'policy' | 'credit' | 'affordability' | 'fraud' | 'all';
  /** The condition, for whoever reads the table. */
  readonly when: string;
  readonly outcome: 'approved' | 'declined';
  readonly class: DecisionClass | null;
  /** Where the reasons come from, for whoever reads the table. */
  readonly reasons: string;
  /** Both scores are recorded. A closed gate and a rule of policy need none. */
  readonly scored: boolean;
  /** Other offers are made. A gate and a policy rule leave no room for them; beside a sign of fraud they would betray it. */
  readonly alternatives: boolean;
  /** What would change the outcome is told. */
  readonly counterfactuals: boolean;
}

/** The table of outcomes, in the order of the assessment: the first finding decides, and only its reasons are told. */
export const outcomeTable: readonly Outcome[] = [
  {
    finding: 'profile_unusable',
    part: 'profile',
    when: 'no profile as new as the request asks for, or one in another currency',
    outcome: 'declined',
    class: 'technical',
    reasons: 'assessment_unavailable',
    scored: false,
    alternatives: false,
    counterfactuals: false,
  },
  {
    finding: 'gate_closed',
    part: 'gates',
    when: 'identity or age not verified, or below the age of legal capacity',
    outcome: 'declined',
    class: 'policy',
    reasons: 'every closed gate',
    scored: false,
    alternatives: false,
    counterfactuals: true,
  },
  {
    finding: 'policy_forbids',
    part: 'policy',
    when: 'a merchant category, country or residence that policy does not allow',
    outcome: 'declined',
    class: 'policy',
    reasons: 'every rule that forbids',
    scored: false,
    alternatives: false,
    counterfactuals: true,
  },
  {
    finding: 'credit_rule_broken',
    part: 'credit',
    when: 'a rule of credit declines by itself, whatever the score',
    outcome: 'declined',
    class: 'credit',
    reasons: 'the broken rules, the gravest first, at most four',
    scored: true,
    alternatives: true,
    counterfactuals: true,
  },
  {
    finding: 'credit_score_low',
    part: 'credit',
    when: 'the scorecard gives fewer points than the cut-off',
    outcome: 'declined',
    class: 'credit',
    reasons:
      'the characteristics whose points fall furthest below the average at the cut-off (Regulation B), at most four',
    scored: true,
    alternatives: true,
    counterfactuals: true,
  },
  {
    finding: 'not_affordable',
    part: 'affordability',
    when: 'what a month leaves does not carry what falls due in it',
    outcome: 'declined',
    class: 'credit',
    reasons: 'not_affordable',
    scored: true,
    alternatives: true,
    counterfactuals: true,
  },
  {
    finding: 'fraud_sign_seen',
    part: 'fraud',
    when: 'a sign that by itself is enough',
    outcome: 'declined',
    class: 'fraud',
    reasons: 'the signs, the gravest first; the customer is told of none',
    scored: true,
    alternatives: false,
    counterfactuals: false,
  },
  {
    finding: 'fraud_score_high',
    part: 'fraud',
    when: "the model's probability of fraud is at or above the threshold",
    outcome: 'declined',
    class: 'fraud',
    reasons: 'what moved the probability most, by path attribution; the customer is told of none',
    scored: true,
    alternatives: false,
    counterfactuals: false,
  },
  {
    finding: 'nothing_against',
    part: 'all',
    when: 'every part passes',
    outcome: 'approved',
    class: null,
    reasons: 'none',
    scored: true,
    alternatives: false,
    counterfactuals: false,
  },
];

/** The row of a finding. */
export function outcomeOf(finding: Finding): Outcome {
  const row = outcomeTable.find((outcome) => outcome.finding === finding);
  if (row === undefined) throw new Error(`no outcome for ${finding}`);
  return row;
}
