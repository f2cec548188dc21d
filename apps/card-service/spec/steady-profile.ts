import type { CustomerProfile } from '@mayfly/contracts';

/** A profile that every rule is content with. */
export function steadyProfile(): Omit<CustomerProfile, 'customerId' | 'version' | 'currency'> {
  return {
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
}
