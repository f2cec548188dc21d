import type { ReasonCode } from '@mayfly/contracts';
import { principalReasons, type Scored } from '@mayfly/scorecard';
import type { CreditModel } from '../policy/policy';

/** What a characteristic is called when it holds an applicant back; the wording is the catalogue's. */
const codes: ReadonlyMap<string, ReasonCode> = new Map<string, ReasonCode>([
  ['Seniority', 'employment_too_short'],
  ['Home', 'limited_credit_history'],
  ['Records', 'missed_payments'],
  ['Job', 'no_regular_income'],
  ['AmountToIncome', 'income_insufficient'],
  ['AmountToSurplus', 'not_affordable'],
]);

/** The principal reasons of a score below the cut-off, the weightiest first (Regulation B, comment 9(b)(2)-5). */
export function creditReasons(scored: Scored, { scorecard, leastScore }: CreditModel): ReasonCode[] {
  return principalReasons(scorecard, scored, leastScore).map(
    ({ characteristic }) => codes.get(characteristic) ?? 'credit_score_too_low',
  );
}
