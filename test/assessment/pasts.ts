import fc from 'fast-check';
import { purchaseOf } from '@mayfly/assessment';
import type { AuthorizationRequested } from '@mayfly/contracts';
import { dayMs, StreamingFeatures, type FeatureFacts } from '@mayfly/fraud-model';

/** One purchase before the request, by its customer or at its merchant or both. */
export interface PastPurchase {
  readonly agoMs: number;
  readonly byCustomer: boolean;
  readonly atMerchant: boolean;
  readonly amountMinor: number;
  /** When it was reported as fraud, before the request; null when it was not. */
  readonly reportedAgoMs: number | null;
}

/** The fraud features' stream with the past of a request in it, the request itself left out. */
export function streamBefore(
  request: AuthorizationRequested,
  past: readonly PastPurchase[],
): StreamingFeatures {
  const stream = new StreamingFeatures();
  const purchase = purchaseOf(request);
  past.forEach(({ agoMs, byCustomer, atMerchant, amountMinor, reportedAgoMs }, number) => {
    const id = `earlier ${number}`;
    stream.observePurchase({
      id,
      atMs: purchase.atMs - agoMs,
      customerId: byCustomer ? purchase.customerId : `customer ${number}`,
      terminalId: atMerchant ? purchase.terminalId : `merchant ${number}`,
      amountMinor,
    });
    if (reportedAgoMs !== null) {
      stream.reportFraud({ purchaseId: id, reportedAtMs: purchase.atMs - reportedAgoMs });
    }
  });
  return stream;
}

/** What is known of the customer and the merchant when the request comes after this past. */
export function featuresAfter(past: readonly PastPurchase[], request: AuthorizationRequested): FeatureFacts {
  return streamBefore(request, past).factsAt(purchaseOf(request));
}

/** Far enough from whole days that nothing grows out of a window, or settles, while the customer thinks an offer over. */
const agoMs = fc
  .record({ days: fc.integer({ min: 0, max: 75 }), part: fc.integer({ min: 1, max: 9 }) })
  .map(({ days, part }) => days * dayMs + (part * dayMs) / 10);

const amountMinor = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 500, max: 20_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 400_000 }) },
);

function pastOf(reportedAgoMs: fc.Arbitrary<number | null>): fc.Arbitrary<readonly PastPurchase[]> {
  return fc.array(
    fc
      .record({ agoMs, by: fc.constantFrom('customer', 'merchant', 'both'), amountMinor, reportedAgoMs })
      .map(({ by, ...rest }) => ({ ...rest, byCustomer: by !== 'merchant', atMerchant: by !== 'customer' })),
    { maxLength: 12 },
  );
}

/** Another customer's purchase at the merchant, reported as fraud. */
const reportedByStranger: fc.Arbitrary<PastPurchase> = fc
  .record({ agoMs, amountMinor, reportedAgoMs: fc.integer({ min: 0, max: 20 * dayMs }) })
  .map((past) => ({ ...past, byCustomer: false, atMerchant: true }));

/** Pasts from none to one full of fraud. */
export const pasts: fc.Arbitrary<readonly PastPurchase[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 4, arbitrary: pastOf(fc.constant(null)) },
  { weight: 1, arbitrary: pastOf(fc.option(fc.integer({ min: 0, max: 20 * dayMs }))) },
  { weight: 1, arbitrary: fc.array(reportedByStranger, { minLength: 3, maxLength: 12 }) },
);
