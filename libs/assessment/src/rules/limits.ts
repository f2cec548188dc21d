import { merchantCategories, type MerchantCategories } from './merchant-categories';

/** Limits of credit for customers of one band of the bureau score. */
export interface ScoreBand {
  /** The band's lowest score. */
  readonly from: number;
  /** Obligations elsewhere and what falls due here, in percent of net income. */
  readonly mostDebtToIncomePercent: number;
}

/** Every threshold of the rules. Money is never absolute, so that one set serves every currency; percent are whole. */
export interface Limits {
  readonly version: string;
  readonly leastAgeYears: number;
  readonly countriesServed: ReadonlySet<string>;
  readonly merchantCategories: MerchantCategories;
  readonly credit: {
    /** Highest first. */
    readonly scoreBands: readonly ScoreBand[];
    /** Without a bureau score: months of history, none of them with a missed payment, that stand in for one. */
    readonly historyInsteadOfScoreMonths: number;
    readonly shortHistoryMonths: number;
    readonly mostExposureWithShortHistoryPercentOfIncome: number;
    readonly mostMissedPayments12m: number;
    readonly mostExposureAfterMissedPaymentPercentOfIncome: number;
    readonly mostDueHerePercentOfIncome: number;
    /** Savings that make up for no regular income, in months of essential expenses. */
    readonly savingsInsteadOfJobMonths: number;
    /** What investments are worth when they must be sold at once. */
    readonly investmentsPercentOfValue: number;
    readonly mostSpendingPercentOfIncome: number;
    readonly mostOverdraftDays90: number;
    readonly mostRevolvingUsedPercent: number;
    /** Outstanding credit of those who own no home, in months of net income. */
    readonly mostOutstandingMonthsOfIncome: number;
  };
  readonly affordability: {
    /** Of what is left in a month; the rest is a reserve for what nobody planned. */
    readonly usablePercentOfSurplus: number;
    readonly usablePercentOfLiquidSavings: number;
  };
  readonly instalmentCounts: readonly number[];
  readonly fraud: {
    /** Attempts, this one included. */
    readonly mostCustomerAttemptsPerHour: number;
    readonly mostCustomerAttemptsPerDay: number;
    readonly mostCardAttemptsPerHour: number;
    readonly mostCardAttemptsPerDay: number;
    readonly mostCardMismatches: number;
    readonly mostCustomerMismatchesPerDay: number;
    /** Purchases it takes before a customer has habits. */
    readonly habitPurchases: number;
    readonly mostSpreadsAboveMean: number;
    /** A customer who always spends the same has no spread: it counts as at least this much of the mean. */
    readonly leastSpreadPercentOfMean: number;
    readonly newMerchantPercentOfMean: number;
    readonly newMerchantPercentOfGranted: number;
    readonly riskyCategoryPercentOfGranted: number;
    readonly newCountryPercentOfGranted: number;
    readonly countriesOfHighRisk: ReadonlySet<string>;
  };
}

/** The European Economic Area, and countries whose consumer-credit law and bureaus are comparable. */
const countriesServed = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK AU CA CH GB NZ US'.split(
    ' ',
  ),
);

const rules1: Limits = {
  version: 'rules-1',
  // Age of legal capacity in every country served.
  leastAgeYears: 18,
  countriesServed,
  merchantCategories,
  credit: {
    // FICO's bands "good" (670) and "fair" (580); below lies "poor". 43 % was the debt-to-income limit of the US
    // qualified-mortgage rule, 36 % the older "28/36" rule of lenders.
    scoreBands: [
      { from: 670, mostDebtToIncomePercent: 43 },
      { from: 580, mostDebtToIncomePercent: 36 },
    ],
    // Bureaus score a file from six months on; two clean years say more than a first score.
    historyInsteadOfScoreMonths: 24,
    shortHistoryMonths: 6,
    mostExposureWithShortHistoryPercentOfIncome: 10,
    // Three missed payments in a year is the 90-days-past-due mark at which Basel rules speak of default.
    mostMissedPayments12m: 2,
    mostExposureAfterMissedPaymentPercentOfIncome: 20,
    // Wages above some 60 % of net income are what courts leave to live on; credit here must not need more than the rest.
    mostDueHerePercentOfIncome: 40,
    // The low end of the three to six months of expenses that financial advisers call an emergency fund.
    savingsInsteadOfJobMonths: 3,
    // The Basel comprehensive approach takes up to 25 % off shares; a forced sale at a bad time costs more.
    investmentsPercentOfValue: 50,
    mostSpendingPercentOfIncome: 100,
    // More than every sixth day: not a bridge before payday but a habit.
    mostOverdraftDays90: 15,
    // Bureaus see lines used above 90 % as maxed out.
    mostRevolvingUsedPercent: 90,
    mostOutstandingMonthsOfIncome: 12,
  },
  affordability: { usablePercentOfSurplus: 80, usablePercentOfLiquidSavings: 25 },
  instalmentCounts: [3, 6, 12],
  fraud: {
    // Ten cards an hour fit a person who shops for presents; card testers make hundreds.
    mostCustomerAttemptsPerHour: 10,
    mostCustomerAttemptsPerDay: 30,
    // A one-time card needs one attempt, and a few after a decline.
    mostCardAttemptsPerHour: 4,
    mostCardAttemptsPerDay: 8,
    // The third on one card blocks it before any assessment.
    mostCardMismatches: 1,
    mostCustomerMismatchesPerDay: 3,
    habitPurchases: 5,
    // With the spread of the fraud literature's customers (half the mean), above three times the mean.
    mostSpreadsAboveMean: 4,
    leastSpreadPercentOfMean: 50,
    newMerchantPercentOfMean: 250,
    newMerchantPercentOfGranted: 50,
    riskyCategoryPercentOfGranted: 10,
    newCountryPercentOfGranted: 25,
    // FATF, "High-risk jurisdictions subject to a call for action".
    countriesOfHighRisk: new Set(['IR', 'KP', 'MM']),
  },
};

const versions: ReadonlyMap<string, Limits> = new Map([[rules1.version, rules1]]);

/** The limits of a version, for a new decision or to run an old one again. Throws for a version that never was. */
export function limitsOf(version: string): Limits {
  const limits = versions.get(version);
  if (limits === undefined) throw new Error(`no limits ${version}`);
  return limits;
}
