import type { Loan } from '../case/case';
import { withAmount } from '../case/proposal';
import { LoanAssessment } from '../examination/assessment';
import { lendingChecks } from '../examination/checks';
import { examineBy } from '../examination/examine';
import type { Policy } from '../policy/policy';
import { boundary } from './boundary';

/**
 * Whether nothing but fraud could stand against it. The checks of a loan only grow stricter with the amount, with debts, and
 * with income or time in the job taken away, so that halving finds where they begin to pass.
 */
export function isLent(loan: Loan, policy: Policy): boolean {
  return examineBy(lendingChecks, new LoanAssessment(loan, policy)).finding === 'nothing_against';
}

/** The largest amount, in minor units and at most `mostMinor`, that would be lent under the same plan; 0 when none would. */
export function largestAmountLent(loan: Loan, policy: Policy, mostMinor: number): number {
  const isAmountLent = (amountMinor: number): boolean =>
    isLent({ ...loan, request: withAmount(loan.request, BigInt(amountMinor)) }, policy);
  if (mostMinor < 1 || !isAmountLent(1)) return 0;
  return isAmountLent(mostMinor) ? mostMinor : boundary(1, mostMinor, isAmountLent);
}
