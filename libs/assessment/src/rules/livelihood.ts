import type { CustomerProfile } from '@mayfly/contracts';
import type { Limits } from './limits';
import { percentOf } from '../case/proposal';

/** What could be turned into money when income fails: investments count for less, because they must be sold at any price. */
export function savingsMinor({ savings }: CustomerProfile, { credit }: Limits): bigint {
  return BigInt(savings.liquidMinor) + percentOf(savings.investmentsMinor, credit.investmentsPercentOfValue);
}

/** True when savings carry the household for as long as a job is usually searched. */
export function savingsInsteadOfJob(profile: CustomerProfile, limits: Limits): boolean {
  const monthMinor = BigInt(profile.affordability.essentialExpensesMonthlyMinor);
  return savingsMinor(profile, limits) >= monthMinor * BigInt(limits.credit.savingsInsteadOfJobMonths);
}

/** True for those whose income has no employment, business or pension behind it. */
export function hasNoRegularIncome({ employment }: CustomerProfile): boolean {
  return employment.status === 'unemployed' || employment.status === 'student';
}

/** True for those whose income can end without notice. */
export function incomeMayFail(profile: CustomerProfile): boolean {
  const { status } = profile.employment;
  return hasNoRegularIncome(profile) || status === 'temporary' || status === 'self_employed';
}
