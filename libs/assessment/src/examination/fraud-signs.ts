import type { ReasonCode } from '@mayfly/contracts';

/** A sign that the fraud model may have seen: the features that stand for it together. */
export interface FraudSign {
  readonly reason: ReasonCode;
  /** Names of features of @mayfly/fraud-model. */
  readonly features: readonly string[];
  /**
   * The feature that is known only where the sign can be true. Trees also move by what is absent, and nobody is said to
   * have reported fraud who has not. Null: it can always be true.
   */
  readonly trueOnlyWhenKnown: string | null;
}

/** Which sign each feature stands for: every feature has one. */
export const fraudSigns: readonly FraudSign[] = [
  {
    reason: 'merchant_with_reported_fraud',
    features: [
      'terminal_risk_1d',
      'terminal_risk_7d',
      'terminal_risk_30d',
      'terminal_reported_1d',
      'terminal_reported_7d',
      'terminal_reported_30d',
      'terminal_run',
      'terminal_run_mean',
      'terminal_run_days',
      'terminal_days_since_good',
      'terminal_days_since_reported',
      'terminal_good_since_reported',
      'terminal_reported_customers',
    ],
    trueOnlyWhenKnown: 'terminal_days_since_reported',
  },
  {
    reason: 'customer_with_reported_fraud',
    features: ['customer_reported', 'customer_days_since_reported'],
    trueOnlyWhenKnown: 'customer_days_since_reported',
  },
  {
    reason: 'unusual_amount',
    features: [
      'amount',
      'customer_mean_1d',
      'customer_mean_7d',
      'customer_mean_30d',
      'customer_history_mean',
      'customer_median',
      'customer_spread',
      'amount_to_mean',
      'amount_to_median',
      'amount_to_largest_good',
      'amount_deviations',
    ],
    // Without purchases there is no amount to be far from.
    trueOnlyWhenKnown: 'customer_median',
  },
  {
    reason: 'unusual_pattern',
    features: [
      'customer_count_1d',
      'customer_count_7d',
      'customer_count_30d',
      'customer_history_count',
      'customer_days_known',
      'customer_days_since_last',
      'customer_outliers',
    ],
    trueOnlyWhenKnown: 'customer_days_since_last',
  },
  {
    reason: 'unusual_merchant',
    features: [
      'customer_purchases_here',
      'customer_first_time_here',
      'terminal_count_1d',
      'terminal_count_7d',
      'terminal_count_30d',
      'amount_to_terminal_mean',
      'terminal_settled_1d',
      'terminal_settled_7d',
      'terminal_settled_30d',
    ],
    trueOnlyWhenKnown: null,
  },
  { reason: 'unusual_time', features: ['weekend', 'night'], trueOnlyWhenKnown: null },
];
