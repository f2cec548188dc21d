import { referenceAt } from '@mayfly/scorecard';
import type { CreditModel } from './policy';

/**
 * Makes sure that every score below the cut-off has a reason. Reasons are points below the averages of the applicants at the
 * cut-off: whoever has fewer points in sum than these averages falls short in at least one. Beyond the scorecard's last
 * reference there are no such applicants, and somebody would be declined for nothing that could be named.
 */
export function checkCutOff(credit: CreditModel): CreditModel {
  const { averagePoints } = referenceAt(credit.scorecard, credit.leastScore);
  const average = credit.scorecard.characteristics.reduce(
    (sum, { name }) => sum + (averagePoints[name] ?? 0),
    0,
  );
  if (average >= credit.leastScore) return credit;
  throw new Error(
    `with ${credit.leastScore} points as the least there are scores without a reason: ` +
      `applicants at the highest cut-off of scorecard ${credit.scorecard.name} have ${Math.floor(average)} on average`,
  );
}
