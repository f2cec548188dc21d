/** The profile of a customer as `POST /v1/customers` takes it; amounts are minor units of the account's currency. */
export type Profile = Readonly<Record<string, unknown>>;

/** Someone with steady work, savings and little debt: ordinary purchases pass. */
export const steady: Profile = {
  creditScore: 742,
  income: { monthlyNetMinor: 320_000, verified: true },
  employment: { status: 'permanent', monthsInJob: 62 },
  spending: { monthlyAverageMinor: 190_000, overdraftDays90: 0 },
  obligations: { monthlyMinor: 24_000 },
  residence: { status: 'tenant', monthsAtAddress: 40, country: 'DE', verified: true },
  identity: { verified: true, birthDate: '1988-04-12', ageVerified: true },
  creditHistory: { months: 118, missedPayments12m: 0, defaults: 0 },
  affordability: { essentialExpensesMonthlyMinor: 130_000 },
  savings: { liquidMinor: 900_000, investmentsMinor: 400_000 },
  outstandingCredit: { totalMinor: 250_000, revolvingLimitMinor: 400_000, revolvingUsedMinor: 40_000 },
};

/** Someone whose income is spoken for: small purchases pass, larger ones are declined with an alternative. */
export const stretched: Profile = {
  ...steady,
  creditScore: 655,
  income: { monthlyNetMinor: 180_000, verified: true },
  spending: { monthlyAverageMinor: 165_000, overdraftDays90: 0 },
  obligations: { monthlyMinor: 30_000 },
  affordability: { essentialExpensesMonthlyMinor: 118_000 },
  savings: { liquidMinor: 40_000, investmentsMinor: 0 },
};

/** Someone whose identity was never verified: a gate, whatever the rest says. */
export const unverified: Profile = {
  ...steady,
  identity: { verified: false, birthDate: '1990-09-01', ageVerified: false },
};

/** Someone four months into a temporary job, with savings: no rule speaks against a small purchase, but few such people pay back. */
export const newAtWork: Profile = {
  ...steady,
  employment: { status: 'temporary', monthsInJob: 4 },
  savings: { liquidMinor: 200_000, investmentsMinor: 0 },
};

/** Someone whose income is stated and not yet verified. */
export const unprovenIncome: Profile = { ...steady, income: { monthlyNetMinor: 320_000, verified: false } };

/** By name. */
export const personas = { steady, stretched, unverified, newAtWork, unprovenIncome } as const;

/** What kind of customer each is, for people. */
export const personasInWords: Readonly<Record<keyof typeof personas, string>> = {
  steady: 'someone with steady work, savings and little debt',
  stretched: 'someone whose income is spoken for',
  unverified: 'someone whose identity was never verified',
  newAtWork: 'someone four months into a temporary job',
  unprovenIncome: 'someone whose income is stated and not verified',
};
