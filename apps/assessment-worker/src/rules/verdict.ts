import type { Alternative, ReasonCode, Source } from '@mayfly/contracts';

/** Which part of the assessment declined, as the decision says it. */
export type DecisionClass = 'credit' | 'fraud' | 'policy' | 'technical';

/** What the rules say about one purchase: all of the published decision but its ids and its time. */
export interface Verdict {
  readonly outcome: 'approved' | 'declined';
  /** Null when approved. */
  readonly class: DecisionClass | null;
  /** At most four, the strongest first; empty when approved. */
  readonly reasons: readonly ReasonCode[];
  readonly alternatives: readonly Alternative[];
  readonly sources: readonly Source[];
}

/** Regulation B, comment 9(b)(2)-1: more than four reasons are not likely to help the applicant. */
export const mostReasons = 4;
