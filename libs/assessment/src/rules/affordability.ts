import type { CustomerProfile } from '@mayfly/contracts';
import type { Limits } from './limits';
import { percentOf, type Commitment } from '../case/proposal';
import type { Rule } from './rule';

/** What affordability is computed from. */
export interface AffordabilityFacts {
  readonly profile: CustomerProfile;
  readonly commitment: Commitment;
}

/** Arithmetic, not a weight: what can be paid back promptly bounds every approval (R8). */
export const affordabilityRules: readonly Rule<AffordabilityFacts>[] = [
  {
    reason: 'not_affordable',
    fails: ({ profile, commitment }, limits) =>
      commitment.dueInMonthMinor > payableInMonthMinor(profile, limits),
  },
];

/**
 * What the customer can pay back here within a month, in minor units: a share of what income leaves after essential
 * expenses and obligations, and a part of what can be drawn at once. Nothing when a month leaves nothing: savings spent
 * on living cannot also repay.
 */
export function payableInMonthMinor(profile: CustomerProfile, { affordability }: Limits): bigint {
  const surplusMinor = BigInt(
    profile.income.monthlyNetMinor -
      profile.affordability.essentialExpensesMonthlyMinor -
      profile.obligations.monthlyMinor,
  );
  if (surplusMinor <= 0n) return 0n;
  return (
    percentOf(surplusMinor, affordability.usablePercentOfSurplus) +
    percentOf(profile.savings.liquidMinor, affordability.usablePercentOfLiquidSavings)
  );
}
