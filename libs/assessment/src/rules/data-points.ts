import type { ReasonCode } from '@mayfly/contracts';

/**
 * How a data point counts. A gate closes whatever else speaks for the customer; policy is a rule that declines by itself; a
 * weight gives points on the scorecard; affordability is arithmetic.
 */
export type DataPointRole = 'gate' | 'policy' | 'weight' | 'affordability';

/** One use of a data point, and what the customer is told when it decides. */
export interface Use {
  readonly role: DataPointRole;
  readonly how: string;
  readonly reasons: readonly ReasonCode[];
}

/** One of the eleven data points that customers were told count (R4). */
export interface DataPoint {
  readonly name: string;
  /** Where it is in `customer.profile.v1`, or in the account's balances. */
  readonly from: readonly string[];
  readonly uses: readonly Use[];
}

/** The eleven data points, for the reference and for the tests: each matters in every role that is listed here. */
export const dataPoints: readonly DataPoint[] = [
  {
    name: 'credit score',
    from: ['creditScore'],
    uses: [
      { role: 'policy', how: 'at least the lowest band', reasons: ['credit_score_too_low'] },
      {
        role: 'policy',
        how: 'without one, two clean years of history stand in',
        reasons: ['no_credit_score'],
      },
      {
        role: 'policy',
        how: 'the band sets the limit of debt-to-income',
        reasons: ['debt_to_income_too_high'],
      },
    ],
  },
  {
    name: 'income',
    from: ['income'],
    uses: [
      { role: 'policy', how: 'verified', reasons: ['income_not_verified'] },
      { role: 'policy', how: 'carries what falls due here', reasons: ['income_insufficient'] },
      {
        role: 'weight',
        how: 'AmountToSurplus; AmountToIncome is at its best for every amount that the rules let pass',
        reasons: ['surplus_too_low_for_amount'],
      },
      { role: 'affordability', how: 'what a month begins with', reasons: ['not_affordable'] },
    ],
  },
  {
    name: 'employment stability',
    from: ['employment'],
    uses: [
      { role: 'weight', how: 'Seniority', reasons: ['length_of_employment'] },
      { role: 'weight', how: 'Job', reasons: ['irregular_employment'] },
      { role: 'policy', how: 'some regular income, or savings', reasons: ['no_regular_income'] },
    ],
  },
  {
    name: 'spending patterns',
    from: ['spending'],
    uses: [
      { role: 'policy', how: 'not above income', reasons: ['spending_exceeds_income'] },
      { role: 'policy', how: 'no habit of overdrafts', reasons: ['overdraft_pattern'] },
    ],
  },
  {
    name: 'debt-to-income',
    from: ['obligations', 'income'],
    uses: [
      {
        role: 'policy',
        how: 'obligations and what falls due here, in percent of income',
        reasons: ['debt_to_income_too_high'],
      },
      { role: 'affordability', how: 'obligations are paid first', reasons: ['not_affordable'] },
    ],
  },
  {
    name: 'residential status',
    from: ['residence'],
    uses: [
      { role: 'policy', how: 'a country served', reasons: ['country_not_served'] },
      { role: 'policy', how: 'verified', reasons: ['residence_not_verified'] },
      { role: 'weight', how: 'Home', reasons: ['residential_status'] },
      {
        role: 'policy',
        how: 'owners are spared the limit on outstanding credit: against a mortgage stands the home',
        reasons: ['outstanding_credit_too_high'],
      },
    ],
  },
  {
    name: 'identity and age verification',
    from: ['identity'],
    uses: [
      { role: 'gate', how: 'identity verified', reasons: ['identity_not_verified'] },
      { role: 'gate', how: 'age verified', reasons: ['age_not_verified'] },
      { role: 'gate', how: 'of the age of legal capacity at the request', reasons: ['under_age'] },
    ],
  },
  {
    name: 'credit history',
    from: ['creditHistory'],
    uses: [
      { role: 'policy', how: 'no debt in default', reasons: ['debt_defaulted'] },
      {
        role: 'policy',
        how: 'few missed payments, and little credit after one',
        reasons: ['missed_payments'],
      },
      { role: 'policy', how: 'a short history carries little credit', reasons: ['limited_credit_history'] },
      { role: 'weight', how: 'Records', reasons: ['missed_payments'] },
    ],
  },
  {
    name: 'affordability',
    from: ['affordability'],
    uses: [
      { role: 'affordability', how: 'essential expenses are paid first', reasons: ['not_affordable'] },
      { role: 'weight', how: 'AmountToSurplus', reasons: ['surplus_too_low_for_amount'] },
    ],
  },
  {
    name: 'savings and investments',
    from: ['savings'],
    uses: [
      { role: 'affordability', how: 'a part of what can be drawn at once', reasons: ['not_affordable'] },
      {
        role: 'policy',
        how: 'where income may fail, they carry what is owed here',
        reasons: ['savings_insufficient'],
      },
    ],
  },
  {
    name: 'outstanding credit',
    from: ['outstandingCredit', 'what is held and owed here'],
    uses: [
      {
        role: 'policy',
        how: 'neither credit lines used up nor a year of income owed elsewhere',
        reasons: ['outstanding_credit_too_high'],
      },
      { role: 'policy', how: 'not above what is granted here', reasons: ['purchase_power_exceeded'] },
      { role: 'policy', how: 'nothing overdue here', reasons: ['repayment_overdue'] },
      {
        role: 'weight',
        how: 'AmountToSurplus: what is owed here is part of the amount',
        reasons: ['surplus_too_low_for_amount'],
      },
      { role: 'affordability', how: 'what falls due here', reasons: ['not_affordable'] },
    ],
  },
];
