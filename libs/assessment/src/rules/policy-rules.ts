import type { CustomerProfile, Merchant } from '@mayfly/contracts';
import type { Rule } from './rule';

/** What the policy rules look at. */
export interface PolicyFacts {
  /** Null when none is chosen yet. */
  readonly merchant: Merchant | null;
  readonly residence: CustomerProfile['residence'];
}

/** Where one-time cards may be used, and where their owners may live. */
export const policyRules: readonly Rule<PolicyFacts>[] = [
  {
    reason: 'merchant_category_not_allowed',
    fails: ({ merchant }, limits) => merchant !== null && limits.merchantCategories.refused.has(merchant.mcc),
  },
  {
    reason: 'country_not_served',
    fails: ({ residence }, limits) => !limits.countriesServed.has(residence.country),
  },
  { reason: 'residence_not_verified', fails: ({ residence }) => !residence.verified },
];
