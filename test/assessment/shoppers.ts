import type { CustomerProfile } from '@mayfly/contracts';
import type { Random } from '@mayfly/fraud-world';
import { v7 as uuidv7 } from 'uuid';
import { goodCustomer } from './purchases';

type Change = Partial<CustomerProfile>;

/** One customer in so many has one of these; all others are as good as customers are. Each decides by itself. */
const troubles: readonly Change[] = [
  { creditScore: 400 },
  { creditScore: null, creditHistory: { months: 3, missedPayments12m: 0, defaults: 0 } },
  { income: { monthlyNetMinor: 150_000, verified: true }, savings: { liquidMinor: 0, investmentsMinor: 0 } },
  {
    employment: { status: 'temporary', monthsInJob: 4 },
    residence: { ...goodCustomer.residence, status: 'tenant' },
    creditHistory: { months: 90, missedPayments12m: 1, defaults: 0 },
  },
  { identity: { ...goodCustomer.identity, verified: false } },
  { identity: { ...goodCustomer.identity, birthDate: '2010-05-05' } },
  { residence: { ...goodCustomer.residence, verified: false } },
  // An account is in one currency; a profile in another cannot be used.
  { currency: 'USD' },
];
const troubledOneIn = 3;

/** Customers of all kinds, of whom about one in three has a trouble of some kind. */
export function shoppers(count: number, random: Random): CustomerProfile[] {
  return Array.from({ length: count }, (_, at) => {
    const trouble = at % troubledOneIn === 0 ? troubles[(at / troubledOneIn) % troubles.length] : undefined;
    return {
      ...goodCustomer,
      customerId: uuidv7(),
      creditScore: 640 + random.below(200),
      income: { monthlyNetMinor: 200_000 + 1_000 * random.below(300), verified: true },
      employment: { status: 'permanent', monthsInJob: 3 + random.below(240) },
      residence: { ...goodCustomer.residence, status: random.uniform() < 0.4 ? 'owner' : 'tenant' },
      savings: { liquidMinor: 10_000 * random.below(100), investmentsMinor: 0 },
      ...trouble,
    };
  });
}
