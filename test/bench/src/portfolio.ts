import type { AuthorizationRequested, AuthorizationResolved, CustomerProfile } from '@mayfly/contracts';
import type { Random } from '@mayfly/fraud-world';
import { v7 as uuidv7 } from 'uuid';

/** A customer of the benchmark with an account of their own. */
export interface Borrower {
  readonly profile: CustomerProfile;
  readonly accountId: string;
  readonly grantedMinor: number;
  /** Of their purchases, in minor units. */
  readonly meanAmountMinor: number;
}

const iin = '99990000';
const networkId = uuidv7();
const currency = 'EUR';
const employments = ['permanent', 'permanent', 'permanent', 'self_employed', 'retired', 'temporary'] as const;
const homes = ['tenant', 'tenant', 'owner', 'with_family'] as const;
const categories = ['5942', '5732', '5812', '5411', '7832'] as const;

/** A customer as lenders know them: most in order, every eighth with something against them. */
export function drawBorrower(random: Random): Borrower {
  const income = 180_000 + random.below(300_000);
  const troubles = random.below(100);
  const grantedMinor = 100 * Math.round(income / 100);
  const profile: CustomerProfile = {
    customerId: uuidv7(),
    version: 1,
    currency,
    creditScore: troubles < 3 ? 540 : 640 + random.below(180),
    income: { monthlyNetMinor: income, verified: troubles !== 3 },
    employment: { status: pick(random, employments), monthsInJob: 14 + random.below(200) },
    spending: { monthlyAverageMinor: Math.round(income * 0.6), overdraftDays90: random.below(8) },
    obligations: { monthlyMinor: Math.round(income * 0.1 * random.uniform()) },
    residence: {
      status: pick(random, homes),
      monthsAtAddress: random.below(200),
      country: 'DE',
      verified: true,
    },
    identity: { verified: troubles !== 4, birthDate: '1986-05-17', ageVerified: true },
    creditHistory: { months: 24 + random.below(200), missedPayments12m: troubles < 8 ? 1 : 0, defaults: 0 },
    affordability: { essentialExpensesMonthlyMinor: Math.round(income * (troubles < 12 ? 0.88 : 0.45)) },
    savings: { liquidMinor: random.below(600_000), investmentsMinor: random.below(600_000) },
    outstandingCredit: {
      totalMinor: random.below(400_000),
      revolvingLimitMinor: 400_000,
      revolvingUsedMinor: 50_000,
    },
  };
  return {
    profile,
    accountId: uuidv7(),
    grantedMinor,
    meanAmountMinor: Math.round(grantedMinor * (0.01 + 0.07 * random.uniform())),
  };
}

/** A purchase of this instant, not yet decided; every fiftieth is far larger than usual. */
export function drawRequest(
  random: Random,
  borrower: Borrower,
  merchants: number,
  atMs: number,
): AuthorizationRequested {
  const { profile, accountId, grantedMinor } = borrower;
  const usualMinor = Math.max(
    100,
    Math.round(random.normal(borrower.meanAmountMinor, borrower.meanAmountMinor / 3)),
  );
  const amountMinor = random.below(50) === 0 ? Math.min(grantedMinor, 8 * usualMinor) : usualMinor;
  const owedMinor = Math.min(grantedMinor - amountMinor, random.below(Math.round(grantedMinor / 5)));
  const merchant = random.below(merchants);
  return {
    authorizationId: uuidv7(),
    customerId: profile.customerId,
    accountId,
    card: { cardId: uuidv7(), iin, lastFour: '0042' },
    networkId,
    amountMinor,
    currency,
    merchant: {
      id: `MERCHANT${merchant}`,
      name: `Merchant ${merchant}`,
      mcc: categories[merchant % 5] ?? '5942',
      country: 'DE',
    },
    entryMode: 'ecommerce',
    requestedAt: new Date(atMs).toISOString(),
    deadlineAt: new Date(atMs + 3_600_000).toISOString(),
    cardMismatches: 0,
    profileVersion: 1,
    account: {
      grantedMinor,
      availableMinor: grantedMinor - amountMinor - owedMinor,
      heldMinor: amountMinor,
      owedMinor,
    },
  };
}

/** How an earlier purchase ended: nearly always well. */
export function drawResolution(random: Random, request: AuthorizationRequested): AuthorizationResolved {
  const { authorizationId, customerId, accountId, card, amountMinor, merchant, entryMode, requestedAt } =
    request;
  const isApproved = random.below(20) > 0;
  return {
    authorizationId,
    customerId,
    accountId,
    card,
    networkId,
    state: isApproved ? 'approved' : 'declined',
    origin: 'assessment',
    reasons: isApproved ? [] : ['not_affordable'],
    amountMinor,
    currency,
    merchant,
    entryMode,
    decisionId: uuidv7(),
    requestedAt,
    resolvedAt: requestedAt,
  };
}

/** One of several. */
export function pick<T>(random: Random, from: readonly T[]): T {
  const picked = from[random.below(from.length)];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}
