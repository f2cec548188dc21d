import type {
  Alternative,
  CharacteristicPoints,
  Counterfactual,
  ReasonCode,
  Scores,
  Source,
} from '@mayfly/contracts';

/** Which part of the assessment declined, as the decision says it. */
export type DecisionClass = 'credit' | 'fraud' | 'policy' | 'technical';

/** What the assessment says about one purchase: all of the published decision but its ids and its time. */
export interface Verdict {
  readonly outcome: 'approved' | 'declined';
  /** Null when approved. */
  readonly class: DecisionClass | null;
  /** At most four, the strongest first; empty when approved. */
  readonly reasons: readonly ReasonCode[];
  readonly scores: Scores;
  /** They add up to the credit score; empty when nothing was scored. */
  readonly creditPoints: readonly CharacteristicPoints[];
  /** Of the models that scored. */
  readonly modelVersions: readonly string[];
  readonly alternatives: readonly Alternative[];
  readonly counterfactuals: readonly Counterfactual[];
  readonly sources: readonly Source[];
}

/** Regulation B, comment 9(b)(2)-1: more than four reasons are not likely to help the applicant. */
export const mostReasons = 4;
