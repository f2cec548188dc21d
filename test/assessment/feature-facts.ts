import fc from 'fast-check';
import { dayMs, StreamingFeatures, type FeatureFacts } from '@mayfly/fraud-model';
import { purchaseOf, type Snapshot } from '@mayfly/assessment';
import { bookPurchase } from './purchases';
import { snapshots } from './snapshots';

interface Earlier {
  readonly daysBefore: number;
  readonly amountMinor: number;
  readonly here: boolean;
  readonly own: boolean;
  readonly isFraud: boolean;
}

const request = purchaseOf(bookPurchase);

/** Purchases of the last 66 days: the customer's, and other customers' at the same merchant. */
const earlier: fc.Arbitrary<Earlier[]> = fc
  .record({
    usualMinor: fc.integer({ min: 500, max: 20_000 }),
    shareOfFraud: fc.constantFrom(0, 0, 0.05, 0.5),
  })
  .chain(({ usualMinor, shareOfFraud }) =>
    fc.array(
      fc.record({
        daysBefore: fc.double({ min: 0.001, max: 66, noNaN: true }),
        amountMinor: fc.integer({ min: Math.ceil(usualMinor / 2), max: usualMinor * 2 }),
        here: fc.boolean(),
        own: fc.boolean(),
        isFraud: fc.double({ min: 0, max: 1, noNaN: true }).map((draw) => draw < shareOfFraud),
      }),
      { maxLength: 40 },
    ),
  );

/** What is known after a life of purchases, counted by the code that counts online; fraud is reported after seven days. */
export const featureFacts: fc.Arbitrary<FeatureFacts> = earlier.map((purchases) => {
  const features = new StreamingFeatures();
  purchases.forEach(({ daysBefore, amountMinor, here, own, isFraud }, number) => {
    const id = String(number);
    const atMs = Math.floor(request.atMs - daysBefore * dayMs);
    features.observePurchase({
      id,
      atMs,
      amountMinor,
      customerId: own ? request.customerId : `another ${number % 5}`,
      terminalId: here ? request.terminalId : 'elsewhere',
    });
    if (isFraud) features.reportFraud({ purchaseId: id, reportedAtMs: atMs + 7 * dayMs });
  });
  return features.factsAt(request);
});

/** Snapshots of customers and merchants with a past, so that the fraud model has something to say. */
export const snapshotsWithPast: fc.Arbitrary<Snapshot> = fc
  .tuple(snapshots, featureFacts)
  .map(([snapshot, features]) => ({ ...snapshot, features }));
