import type { ReasonEntry } from '../reason';
import { bureau, credit } from './credit-entry';

/** The factors of creditworthiness that rest on what a credit bureau reports. */
export const bureauReasons = {
  credit_score_too_low: bureau(
    'The bureau score is below what policy wants for this amount.',
    'Credit performance with others, as the credit bureau rates it',
    'The credit bureau sees a higher risk of missed payments than we can take for this amount.',
    ['The report says what weighs on the rating; paying bills on time lifts it within months.'],
  ),
  no_credit_score: bureau(
    'The bureau has no score of the customer.',
    'No credit file',
    'The credit bureau has nothing about you, so we cannot see how earlier payments went.',
    ['One small contract paid on time, such as a phone plan, builds a record.'],
  ),
  limited_credit_history: bureau(
    'The credit history is shorter than policy wants.',
    'Limited credit experience',
    'Your record of loans and bills paid is still short for an amount like this.',
    ['Time helps: each month paid on time counts.', 'A smaller purchase may pass today.'],
  ),
  missed_payments: bureau(
    'Payments were missed within the last twelve months.',
    'Delinquent past or present credit obligations with others',
    'Payments elsewhere were late or missed within the last twelve months.',
    ['Pay what is late: after twelve months without a missed payment this reason is gone.'],
  ),
  debt_defaulted: bureau(
    'At least one debt is in default.',
    'Delinquent past or present credit obligations with others: a debt in default',
    'At least one debt elsewhere was not paid back and is in default.',
    ['Settle it with whoever holds the debt, and have it marked as settled.'],
  ),
  debt_to_income_too_high: bureau(
    'Monthly obligations divided by monthly net income are above the limit of the policy.',
    'Excessive obligations in relation to income',
    'Too much of your income goes to loans and instalments each month.',
    ['Finish a running instalment plan first, or tell us if your income has grown.'],
  ),
  outstanding_credit_too_high: bureau(
    'Open credit elsewhere, or the used part of credit lines, is above the limit of the policy.',
    'Amount owed on other accounts',
    'You already owe a lot elsewhere, or your credit lines are nearly used up.',
    ['Pay down what is open, credit lines first.'],
  ),
} as const satisfies Record<string, ReasonEntry>;

/** The factors of creditworthiness that we know from the customer, the bank account or our own books. */
export const affordabilityReasons = {
  income_not_verified: credit(
    'The income is not verified.',
    'Unable to verify income',
    'You told us your income, but it is not verified at the moment.',
    ['Upload your last pay slip or connect your bank account in the app, then try again.'],
  ),
  income_insufficient: credit(
    'The income is too small for the amount.',
    'Income insufficient for amount of credit requested',
    'Your monthly income is too small for a purchase of this amount.',
    ['Choose a smaller amount.', 'If your income has grown, tell us and verify it.'],
  ),
  employment_too_short: credit(
    'The customer has been in the job for less time than policy wants.',
    'Length of employment: too short for amount of credit requested',
    'You have been in your job for a short time only.',
    ['Time helps. If the start date we have is wrong, correct it in the app.'],
  ),
  no_regular_income: credit(
    'The employment status gives no regular income.',
    'Temporary or irregular employment',
    'We see no regular income that could carry the payments.',
    ['If you have one, such as a pension or a grant, add it in the app.'],
  ),
  spending_exceeds_income: credit(
    'Average monthly spending is above monthly net income.',
    'Spending in excess of income',
    'On average you spend more in a month than comes in.',
    ['Once a few months end with something left, this reason is gone.'],
  ),
  overdraft_pattern: credit(
    'The bank account was in overdraft on too many of the last 90 days.',
    'Frequent overdrafts of the bank account',
    'Your bank account was overdrawn on many of the last 90 days.',
    ['Keep the account above zero for a while: only the last 90 days count.'],
  ),
  savings_insufficient: credit(
    'Savings are too small to carry the amount should income fail.',
    'Savings insufficient for amount of credit requested',
    'Your savings are too small to carry an amount like this if your income failed.',
    ['Choose a smaller amount, or add savings that we do not know of in the app.'],
  ),
  repayment_overdue: credit(
    'A purchase collected more than 45 days ago is not paid back.',
    'Delinquent past or present credit obligations with us',
    'An earlier purchase with us is overdue: it was collected more than 45 days ago and is not paid back.',
    ['Pay what is overdue. As soon as we have booked it, this reason is gone.'],
  ),
  purchase_power_exceeded: credit(
    'With what is held and owed, the amount is above what the assessment grants now.',
    'Amount of credit requested exceeds the credit available to you',
    'With your open purchases this one would be above what we can lend you now.',
    ['Choose a smaller amount, or pay something back first.'],
  ),
  not_affordable: credit(
    'Income less essential expenses, obligations and open instalments does not carry this purchase.',
    'Income insufficient for amount of credit requested, after expenses and obligations',
    'After rent, living and running payments, what is left in a month does not carry this purchase.',
    ['Choose a smaller amount or smaller instalments.', 'If your expenses have fallen, tell us.'],
  ),
} as const satisfies Record<string, ReasonEntry>;
