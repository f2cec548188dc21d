import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { factsAfter } from './facts-after';
import type { FeatureFacts } from './facts';
import type { Purchase } from './purchase';
import { StreamingFeatures } from './streaming-features';

const day = 86_400_000;
const now = 100 * day;

/** Purchases of the last 59 days, so that none grows out of the longest window in the millisecond that passes. */
const earlier = fc.array(
  fc.record({
    agoMs: fc.integer({ min: 1, max: 59 * day }).filter((ms) => ms % day !== 0),
    customerId: fc.constantFrom('ada', 'ada', 'ada', 'ben'),
    terminalId: fc.constantFrom('kiosk', 'shop'),
    amountMinor: fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 4_000_000 })),
    reported: fc.integer({ min: 0, max: 5 }).map((die) => die === 0),
  }),
  { maxLength: 30 },
);
const amounts = fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 4_000_000 }));

describe('what is known right after a purchase', () => {
  it('is what the stream says, or for the median and the outliers between two bounds', () => {
    let certain = 0;
    fc.assert(
      fc.property(earlier, amounts, (known, amountMinor) => {
        const { stream, purchase, before } = sceneOf(known, amountMinor);
        const [low, high] = factsAfter(before, purchase);
        stream.observePurchase(purchase);
        const after = stream.factsAt({ ...purchase, atMs: now + 1 });
        expect([certainOf(low), certainOf(high)]).toEqual([certainOf(after), certainOf(after)]);
        expect(low.customer.medianMinor).toBeLessThanOrEqual(after.customer.medianMinor ?? NaN);
        expect(high.customer.medianMinor).toBeGreaterThanOrEqual(after.customer.medianMinor ?? NaN);
        expect(low.customer.outliers).toBeGreaterThanOrEqual(after.customer.outliers);
        expect(high.customer.outliers).toBeLessThanOrEqual(after.customer.outliers);
        if (isDeepStrictEqual(low, high)) certain += 1;
      }),
      { numRuns: 1_000 },
    );
    expect(certain).toBeGreaterThan(300);
  });

  it('of a customer never seen is that one purchase', () => {
    const { before, purchase } = sceneOf([], 5_000);
    const [low, high] = factsAfter(before, purchase);
    expect(low).toEqual(high);
    expect(low.customer).toMatchObject({ counts: [1, 1, 1], medianMinor: 5_000, lastAtMs: now, outliers: 0 });
    expect(low.terminal).toMatchObject({ counts: [1, 1, 1], sumMinor: 5_000, settled: [0, 0, 0] });
  });
});

function sceneOf(
  known: readonly {
    agoMs: number;
    customerId: string;
    terminalId: string;
    amountMinor: number;
    reported: boolean;
  }[],
  amountMinor: number,
): { stream: StreamingFeatures; purchase: Purchase; before: FeatureFacts } {
  const stream = new StreamingFeatures();
  known.forEach(({ agoMs, reported, ...rest }, number) => {
    stream.observePurchase({ ...rest, id: String(number), atMs: now - agoMs });
    if (reported) stream.reportFraud({ purchaseId: String(number), reportedAtMs: now - 1 });
  });
  const purchase = { id: 'new', atMs: now, customerId: 'ada', terminalId: 'shop', amountMinor };
  return { stream, purchase, before: stream.factsAt(purchase) };
}

function certainOf({ customer, terminal }: FeatureFacts): unknown {
  return { certain: { ...customer, medianMinor: undefined, outliers: undefined }, terminal };
}
