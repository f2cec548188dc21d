import type { Reference, Scorecard } from './scorecard';
import type { Scored } from './score-applicant';

/** Regulation B, comment 9(b)(2)-1: more than four are not likely to help the applicant. */
const mostReasons = 4;

/** A characteristic that held an applicant back. */
export interface PrincipalReason {
  readonly characteristic: string;
  /** Points below the average of the applicants at or just above the cut-off; above zero. */
  readonly shortfall: number;
}

/**
 * What held an applicant back, the weightiest first, by Regulation B, comment 9(b)(2)-5: the characteristics whose points fall
 * furthest below the average of the applicants at or just above the cut-off. At most four; only what was scored.
 */
export function principalReasons(
  scorecard: Scorecard,
  scored: Scored,
  cutoff: number = scorecard.cutoff,
): PrincipalReason[] {
  const { averagePoints } = referenceAt(scorecard, cutoff);
  return scored.points
    .map(({ characteristic, points }) => ({
      characteristic,
      shortfall: (averagePoints[characteristic] ?? points) - points,
    }))
    .filter(({ shortfall }) => shortfall > 0)
    .sort((one, other) => other.shortfall - one.shortfall)
    .slice(0, mostReasons);
}

/** The reference whose cut-off is nearest at or below `cutoff`; the lowest one when there is none. */
export function referenceAt({ name, references }: Scorecard, cutoff: number): Reference {
  const reference = references.findLast((candidate) => candidate.cutoff <= cutoff) ?? references[0];
  if (reference === undefined) throw new Error(`scorecard ${name} has no reference for reasons`);
  return reference;
}
