import type { CustomerProfile, ReasonCode } from '@mayfly/contracts';
import type { DataPointRole } from '@mayfly/assessment';
import { goodCustomer } from '../purchases';

/** A customer who is approved, and a change to nothing but one data point that ends that. */
export interface Example {
  readonly dataPoint: string;
  readonly role: DataPointRole;
  readonly reason: ReasonCode;
  readonly who?: Partial<CustomerProfile>;
  readonly amountMinor?: number;
  readonly change?: Partial<CustomerProfile>;
  readonly owedMinor?: number;
  readonly grantedMinor?: number;
  readonly clearedBefore45DaysMinor?: number;
}

export const good = goodCustomer;
export const noSavings = { savings: { liquidMinor: 0, investmentsMinor: 0 } };
export const noObligations = { obligations: { monthlyMinor: 0 } };
export const newInJob = { employment: { status: 'permanent', monthsInJob: 20 } } as const;
export const ownHome = { residence: { ...good.residence, status: 'owner' } } as const;
export const rentedHome = { residence: { ...good.residence, status: 'tenant' } } as const;
export const oneMissed = { creditHistory: { ...good.creditHistory, missedPayments12m: 1 } };
export const mortgage = { outstandingCredit: { ...good.outstandingCredit, totalMinor: 20_000_000 } };

export function selfEmployed(monthsInJob: number): Partial<CustomerProfile> {
  return { employment: { status: 'self_employed', monthsInJob } };
}

export function expenses(essentialExpensesMonthlyMinor: number): Partial<CustomerProfile> {
  return { affordability: { essentialExpensesMonthlyMinor } };
}
