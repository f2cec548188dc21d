import type { Case } from '../case/case';
import { withAmount } from '../case/proposal';
import { Assessment } from '../decision/assessment';
import { checks, type Check } from '../decision/checks';
import { examine } from '../decision/examine';
import { outcomeOf } from '../decision/outcome-table';
import type { Policy } from '../policy/policy';
import { boundary } from './boundary';

/**
 * The checks before those for fraud. Each only grows stricter with the amount, with debts and with time in the job or income
 * taken away, so that halving finds where they begin to pass. Searching for what the fraud checks let pass would tell it.
 */
export const lendingChecks: readonly Check[] = checks.filter(
  ({ finding }) => outcomeOf(finding).part !== 'fraud',
);

export const fraudChecks: readonly Check[] = checks.filter((check) => !lendingChecks.includes(check));

/** Whether nothing but fraud could stand against it. */
export function isLent(purchase: Case, policy: Policy): boolean {
  return examine(new Assessment(purchase, policy), lendingChecks).finding === 'nothing_against';
}

/** The largest amount, in minor units and at most `mostMinor`, that would be lent under the same plan; 0 when none would. */
export function largestAmountLent(purchase: Case, policy: Policy, mostMinor: number): number {
  const isAmountLent = (amountMinor: number): boolean =>
    isLent({ ...purchase, request: withAmount(purchase.request, BigInt(amountMinor)) }, policy);
  if (mostMinor < 1 || !isAmountLent(1)) return 0;
  return isAmountLent(mostMinor) ? mostMinor : boundary(1, mostMinor, isAmountLent);
}
