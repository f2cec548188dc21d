import type { CustomerProfile } from '@mayfly/contracts';
import { hasNoRegularIncome, incomeMayFail, savingsInsteadOfJob, savingsMinor } from './livelihood';
import type { Limits } from './limits';
import { percentOf, type Commitment } from '../case/proposal';
import type { Rule } from './rule';
import type { RepaymentFacts } from '../case/snapshot';

/** What the credit rules look at: the customer, the debt and how debts were repaid. No purchase, and no earlier decision (R5). */
export interface CreditFacts {
  readonly profile: CustomerProfile;
  readonly commitment: Commitment;
  readonly repayment: RepaymentFacts;
  readonly owedMinor: bigint;
}

/** What declines by itself, whatever the scorecard says, the gravest first: mostly of data points that it has no column for. */
export const creditRules: readonly Rule<CreditFacts>[] = [
  {
    reason: 'purchase_power_exceeded',
    fails: ({ commitment }) => commitment.exposureMinor > commitment.grantedMinor,
  },
  { reason: 'debt_defaulted', fails: ({ profile }) => profile.creditHistory.defaults > 0 },
  { reason: 'repayment_overdue', fails: (facts) => overdueMinor(facts) > 0n },
  { reason: 'missed_payments', fails: missedTooMuchElsewhere },
  { reason: 'credit_score_too_low', fails: scoreIsTooLow },
  { reason: 'no_credit_score', fails: hasNothingInsteadOfScore },
  { reason: 'debt_to_income_too_high', fails: owesTooMuchOfIncome },
  { reason: 'income_not_verified', fails: ({ profile }) => !profile.income.verified },
  {
    reason: 'income_insufficient',
    fails: ({ profile, commitment }, { credit }) =>
      commitment.dueInMonthMinor >
      percentOf(profile.income.monthlyNetMinor, credit.mostDueHerePercentOfIncome),
  },
  {
    reason: 'spending_exceeds_income',
    fails: ({ profile }, { credit }) =>
      BigInt(profile.spending.monthlyAverageMinor) >
      percentOf(profile.income.monthlyNetMinor, credit.mostSpendingPercentOfIncome),
  },
  { reason: 'outstanding_credit_too_high', fails: owesTooMuchElsewhere },
  {
    reason: 'no_regular_income',
    fails: ({ profile }, limits) => hasNoRegularIncome(profile) && !savingsInsteadOfJob(profile, limits),
  },
  {
    reason: 'savings_insufficient',
    fails: ({ profile, commitment }, limits) =>
      incomeMayFail(profile) && savingsMinor(profile, limits) < commitment.exposureMinor,
  },
  {
    reason: 'overdraft_pattern',
    fails: ({ profile }, { credit }) => profile.spending.overdraftDays90 > credit.mostOverdraftDays90,
  },
  {
    reason: 'limited_credit_history',
    fails: ({ profile, commitment }, { credit }) =>
      profile.creditHistory.months < credit.shortHistoryMonths &&
      commitment.exposureMinor >
        percentOf(profile.income.monthlyNetMinor, credit.mostExposureWithShortHistoryPercentOfIncome),
  },
];

/** What is owed here and older than 45 days: repayments go to the oldest debt first, and nobody is overdue for more than is owed. */
function overdueMinor({ repayment, owedMinor }: CreditFacts): bigint {
  const unpaid = BigInt(repayment.clearedBefore45DaysMinor) - BigInt(repayment.repaidMinor);
  return unpaid < owedMinor ? unpaid : owedMinor;
}

function missedTooMuchElsewhere({ profile, commitment }: CreditFacts, { credit }: Limits): boolean {
  const missed = profile.creditHistory.missedPayments12m;
  const mostExposureMinor = percentOf(
    profile.income.monthlyNetMinor,
    credit.mostExposureAfterMissedPaymentPercentOfIncome,
  );
  return (
    missed > credit.mostMissedPayments12m || (missed > 0 && commitment.exposureMinor > mostExposureMinor)
  );
}

function scoreIsTooLow({ profile }: CreditFacts, limits: Limits): boolean {
  return profile.creditScore !== null && bandOf(profile.creditScore, limits) === undefined;
}

function hasNothingInsteadOfScore({ profile }: CreditFacts, { credit }: Limits): boolean {
  const { months, missedPayments12m } = profile.creditHistory;
  return (
    profile.creditScore === null && (months < credit.historyInsteadOfScoreMonths || missedPayments12m > 0)
  );
}

/** Debt-to-income with this purchase in it. Who has no band of the score gets the strictest one. */
function owesTooMuchOfIncome({ profile, commitment }: CreditFacts, limits: Limits): boolean {
  const band = bandOf(profile.creditScore ?? 0, limits) ?? limits.credit.scoreBands.at(-1);
  const debtMinor = BigInt(profile.obligations.monthlyMinor) + commitment.dueInMonthMinor;
  return debtMinor > percentOf(profile.income.monthlyNetMinor, band?.mostDebtToIncomePercent ?? 0);
}

/** Home owners' outstanding credit holds a mortgage, against which stands the home. */
function owesTooMuchElsewhere({ profile }: CreditFacts, { credit }: Limits): boolean {
  const { totalMinor, revolvingLimitMinor, revolvingUsedMinor } = profile.outstandingCredit;
  const mostTotalMinor =
    BigInt(profile.income.monthlyNetMinor) * BigInt(credit.mostOutstandingMonthsOfIncome);
  return (
    BigInt(revolvingUsedMinor) > percentOf(revolvingLimitMinor, credit.mostRevolvingUsedPercent) ||
    (profile.residence.status !== 'owner' && BigInt(totalMinor) > mostTotalMinor)
  );
}

function bandOf(score: number, { credit }: Limits): Limits['credit']['scoreBands'][number] | undefined {
  return credit.scoreBands.find((band) => score >= band.from);
}
