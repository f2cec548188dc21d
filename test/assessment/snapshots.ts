import fc from 'fast-check';
import type { AuthorizationRequested, CustomerProfile } from '@mayfly/contracts';
import type { Case, PurchaseHistory, RepaymentFacts, Snapshot } from '@mayfly/assessment';
import type { FeatureFacts } from '@mayfly/fraud-model';
import { featuresAfter, pasts, type PastPurchase } from './pasts';
import { bookPurchase, goodCustomer } from './purchases';

/** A customer of whom no purchase is known. */
export const noHistory: PurchaseHistory = {
  customerAttemptsLastHour: 0,
  customerAttemptsLastDay: 0,
  cardAttemptsLastHour: 0,
  cardAttemptsLastDay: 0,
  customerMismatchesLastDay: 0,
  purchasesLast90Days: 0,
  meanAmountLast90DaysMinor: 0,
  amountSpreadLast90DaysMinor: 0,
  purchasesAtMerchantLast90Days: 0,
  purchasesInMerchantCountryLast90Days: 0,
};

/** What is known of a customer and a merchant that never met anybody. */
export const noFeatures: FeatureFacts = {
  customer: {
    counts: [0, 0, 0],
    sumsMinor: [0, 0, 0],
    count: 0,
    sumMinor: 0,
    sumSquaresMinor: 0,
    medianMinor: undefined,
    largestGoodMinor: undefined,
    firstAtMs: undefined,
    lastAtMs: undefined,
    countHere: 0,
    outliers: 0,
    reported: 0,
    lastReportedPurchaseAtMs: undefined,
  },
  terminal: {
    counts: [0, 0, 0],
    sumMinor: 0,
    settled: [0, 0, 0],
    settledReported: [0, 0, 0],
    lastGoodAtMs: undefined,
    runCount: 0,
    runSumMinor: 0,
    runFirstAtMs: undefined,
    lastReportedPurchaseAtMs: undefined,
    goodSinceReported: 0,
    reportedCustomers: 0,
  },
};

/** The good customer's book purchase, which every part passes; `change` replaces what it names. */
export function snapshotOf(change: Partial<Snapshot> = {}): Snapshot {
  return {
    policyVersion: 'policy-1',
    request: bookPurchase,
    profile: goodCustomer,
    repayment: { clearedBefore45DaysMinor: 0, repaidMinor: 0 },
    history: noHistory,
    features: noFeatures,
    ...change,
  };
}

/** The purchase in a snapshot, over the network: all due within the month. */
export function caseOf({ request, profile, repayment, history, features }: Snapshot): Case {
  if (profile === null) throw new Error('no case without a profile');
  return { request, profile, repayment, history, features, plan: { kind: 'pay_later' } };
}

const minor = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

/** Often the ordinary, sometimes anything: most customers are decided by one or two of their traits. */
function mostly<T>(usual: T, any: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: any });
}

/** Customers of all kinds, adult and minor, rich and poor. */
export const customers: fc.Arbitrary<CustomerProfile> = fc.record({
  customerId: fc.constant(goodCustomer.customerId),
  version: fc.constant(1),
  currency: fc.constant('EUR'),
  creditScore: mostly<number | null>(700, fc.option(fc.integer({ min: 300, max: 850 }))),
  income: fc.record({ monthlyNetMinor: minor(1_000_000), verified: mostly(true, fc.boolean()) }),
  employment: fc.record({
    status: mostly<CustomerProfile['employment']['status']>(
      'permanent',
      fc.constantFrom('temporary', 'self_employed', 'retired', 'student', 'unemployed'),
    ),
    monthsInJob: mostly(40, minor(480)),
  }),
  spending: fc.record({
    monthlyAverageMinor: mostly(50_000, minor(600_000)),
    overdraftDays90: mostly(0, fc.integer({ min: 0, max: 90 })),
  }),
  obligations: fc.record({ monthlyMinor: mostly(10_000, minor(300_000)) }),
  residence: fc.record({
    status: fc.constantFrom('owner', 'tenant', 'with_family', 'other'),
    monthsAtAddress: minor(480),
    country: mostly('DE', fc.constantFrom('SE', 'US', 'BR', 'IN')),
    verified: mostly(true, fc.boolean()),
  }),
  identity: fc.record({
    verified: mostly(true, fc.boolean()),
    birthDate: mostly('1988-04-12', fc.constantFrom('2001-02-28', '2008-03-01', '2008-03-02', '2015-06-01')),
    ageVerified: mostly(true, fc.boolean()),
  }),
  creditHistory: fc.record({
    months: mostly(80, minor(300)),
    missedPayments12m: mostly(0, fc.integer({ min: 0, max: 6 })),
    defaults: mostly(0, fc.integer({ min: 0, max: 2 })),
  }),
  affordability: fc.record({ essentialExpensesMonthlyMinor: mostly(60_000, minor(400_000)) }),
  savings: fc.record({ liquidMinor: minor(2_000_000), investmentsMinor: minor(2_000_000) }),
  outstandingCredit: fc.record({
    totalMinor: mostly(50_000, minor(20_000_000)),
    revolvingLimitMinor: fc.constant(400_000),
    revolvingUsedMinor: mostly(20_000, fc.oneof(minor(400_000), fc.integer({ min: 360_001, max: 400_000 }))),
  }),
});

/** Purchases that the account can hold, with other purchases held and owed beside them. */
export const requests: fc.Arbitrary<AuthorizationRequested> = fc
  .record({
    amountMinor: fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 600_000 })),
    otherHeldMinor: mostly(0, minor(100_000)),
    owedMinor: mostly(0, minor(200_000)),
    availableMinor: minor(500_000),
    mcc: mostly('5942', fc.constantFrom('5732', '7995', '6051', '5944')),
    country: mostly('DE', fc.constantFrom('SE', 'US', 'KP')),
    cardMismatches: mostly(0, fc.integer({ min: 0, max: 3 })),
    entryMode: mostly<AuthorizationRequested['entryMode']>('ecommerce', fc.constant('manual')),
  })
  .map(
    ({
      amountMinor,
      otherHeldMinor,
      owedMinor,
      availableMinor,
      mcc,
      country,
      cardMismatches,
      entryMode,
    }) => ({
      ...bookPurchase,
      amountMinor,
      cardMismatches,
      entryMode,
      merchant: { ...bookPurchase.merchant, mcc, country },
      account: {
        grantedMinor: amountMinor + otherHeldMinor + owedMinor + availableMinor,
        heldMinor: amountMinor + otherHeldMinor,
        owedMinor,
        availableMinor,
      },
    }),
  );

/** Histories from none to one that no honest customer has. */
export const histories: fc.Arbitrary<PurchaseHistory> = fc.record({
  customerAttemptsLastHour: mostly(1, fc.integer({ min: 0, max: 12 })),
  customerAttemptsLastDay: mostly(2, fc.integer({ min: 0, max: 40 })),
  cardAttemptsLastHour: mostly(0, fc.integer({ min: 0, max: 6 })),
  cardAttemptsLastDay: mostly(0, fc.integer({ min: 0, max: 10 })),
  customerMismatchesLastDay: mostly(0, fc.integer({ min: 0, max: 6 })),
  purchasesLast90Days: mostly(0, fc.integer({ min: 0, max: 50 })),
  meanAmountLast90DaysMinor: minor(50_000),
  amountSpreadLast90DaysMinor: minor(50_000),
  purchasesAtMerchantLast90Days: fc.integer({ min: 0, max: 3 }),
  purchasesInMerchantCountryLast90Days: fc.integer({ min: 0, max: 3 }),
});

const repayments: fc.Arbitrary<RepaymentFacts> = fc.record({
  clearedBefore45DaysMinor: mostly(0, minor(100_000)),
  repaidMinor: mostly(0, minor(100_000)),
});

/** A snapshot, and the past from which its features were read. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly past: readonly PastPurchase[];
}

/** Everything the worker may meet; about a fifth is approved. */
export const scenes: fc.Arbitrary<Scene> = fc
  .record({
    policyVersion: fc.constant('policy-1'),
    request: requests,
    profile: customers,
    repayment: repayments,
    history: histories,
    past: pasts,
  })
  .map(({ past, ...known }) => {
    return { snapshot: { ...known, features: featuresAfter(past, known.request) }, past };
  });

/** The snapshots of {@link scenes}. */
export const snapshots: fc.Arbitrary<Snapshot> = scenes.map(({ snapshot }) => snapshot);
