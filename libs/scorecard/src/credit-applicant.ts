import type { CustomerProfile } from '@mayfly/contracts';
import type { Applicant } from './applicant';

type Profile = Pick<
  CustomerProfile,
  'income' | 'employment' | 'residence' | 'creditHistory' | 'affordability' | 'outstandingCredit'
>;

// What the columns and their values meant in the data, and why these and no others: models/credit/credit-1.md.
const home = { owner: 'owner', tenant: 'rent', with_family: 'parents', other: 'other' } as const;
const job = {
  permanent: 'fixed',
  temporary: 'partime',
  self_employed: 'freelance',
  retired: 'others',
  student: 'others',
  unemployed: 'others',
} as const;

/**
 * A customer as the scorecards in models/credit know applicants. `exposureMinor` is what the customer would owe here: held and owed, this
 * purchase included, in the profile's currency. Money enters only as ratios of amounts in one currency, so its unit plays no part.
 */
export function creditApplicant(profile: Profile, exposureMinor: bigint): Applicant {
  const { employment, residence, creditHistory, income, affordability, outstandingCredit } = profile;
  return {
    // Of the retired, time in a job says nothing: not known, so neither for nor against.
    Seniority: employment.status === 'retired' ? null : employment.monthsInJob / 12,
    Home: home[residence.status],
    Records: creditHistory.missedPayments12m > 0 || creditHistory.defaults > 0 ? 'yes' : 'no',
    Job: job[employment.status],
    Income: income.monthlyNetMinor,
    Expenses: affordability.essentialExpensesMonthlyMinor,
    Debt: outstandingCredit.totalMinor,
    Amount: Number(exposureMinor),
  };
}
