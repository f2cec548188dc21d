import type { ReasonCode } from '@mayfly/contracts';
import { principalReasons, type Scored } from '@mayfly/scorecard';
import type { CreditModel } from '../policy/policy';

/** What a characteristic is called when it held an applicant back: those of the scorecards in models/credit, by name. */
export const characteristicReasons: ReadonlyMap<string, ReasonCode> = new Map<string, ReasonCode>([
  ['Seniority', 'length_of_employment'],
  ['Home', 'residential_status'],
  ['Records', 'missed_payments'],
  ['Job', 'irregular_employment'],
  ['AmountToIncome', 'income_too_low_for_amount'],
  ['AmountToSurplus', 'surplus_too_low_for_amount'],
]);

/**
 * The principal reasons of a score below the cut-off, the weightiest first (Regulation B, comment 9(b)(2)-5). A characteristic
 * of a lender's own that has no name here is told as one that has none; a policy file is only read if there is always a reason.
 */
export function creditReasons(scored: Scored, { scorecard, leastScore }: CreditModel): ReasonCode[] {
  const codes = principalReasons(scorecard, scored, leastScore).map(
    ({ characteristic }) => characteristicReasons.get(characteristic) ?? 'creditworthiness_score',
  );
  return [...new Set(codes)];
}
