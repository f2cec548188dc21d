import fc from 'fast-check';
import type { CustomerFacts, TerminalFacts } from './facts';
import type { Purchase } from './purchase';
import { StreamingFeatures } from './streaming-features';

const day = 86_400_000;

type Known = Purchase & { readonly reportedAtMs: number };

const world = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 999 }).map(String),
    atMs: fc.integer({ min: 0, max: 160 }).map((halfDays) => (halfDays * day) / 2),
    customerId: fc.constantFrom('ada', 'ben', 'cy'),
    terminalId: fc.constantFrom('kiosk', 'shop'),
    amountMinor: fc.integer({ min: 1, max: 4_000_000 }),
    reportedAtMs: fc
      .constantFrom(0, 1, 2)
      .chain((kind) => (kind === 0 ? fc.constant(Infinity) : fc.integer({ min: 0, max: 90 * day }))),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 80 },
);

/** The facts said again the plain way, as a reader of their definitions would, or a query. */
test('facts are what their definitions say', () => {
  fc.assert(
    fc.property(world, (all) => {
      const features = new StreamingFeatures();
      for (const purchase of all) {
        features.observePurchase(purchase);
        if (purchase.reportedAtMs < Infinity) {
          features.reportFraud({ purchaseId: purchase.id, reportedAtMs: purchase.reportedAtMs });
        }
      }
      for (const request of all.slice(0, 10)) {
        expect(features.factsAt(request)).toEqual({
          customer: customerOf(all, request),
          terminal: terminalOf(all, request),
        });
      }
    }),
    { numRuns: 150 },
  );
});

function customerOf(all: readonly Known[], request: Purchase): CustomerFacts {
  const t = request.atMs;
  const own = all.filter(
    ({ customerId, atMs }) => customerId === request.customerId && atMs < t && atMs >= t - 60 * day,
  );
  const within = (days: number): Known[] => own.filter(({ atMs }) => atMs >= t - days * day);
  const amounts = own.map(({ amountMinor }) => amountMinor).sort((one, other) => one - other);
  const medianMinor = amounts[Math.ceil(amounts.length / 2) - 1];
  const reported = own.filter(({ reportedAtMs }) => reportedAtMs <= t);
  const good = own.filter(({ reportedAtMs }) => reportedAtMs > t);
  return {
    counts: [within(1).length, within(7).length, within(30).length],
    sumsMinor: [sum(within(1)), sum(within(7)), sum(within(30))],
    count: own.length,
    sumMinor: sum(own),
    sumSquaresMinor: amounts.reduce((total, amount) => total + Math.min(amount, 3_000_000) ** 2, 0),
    medianMinor,
    largestGoodMinor: largest(good.map(({ amountMinor }) => amountMinor)),
    firstAtMs: smallest(own.map(({ atMs }) => atMs)),
    lastAtMs: largest(own.map(({ atMs }) => atMs)),
    countHere: own.filter(({ terminalId }) => terminalId === request.terminalId).length,
    outliers: within(14).filter(({ amountMinor }) => 2 * amountMinor > 5 * (medianMinor ?? 0)).length,
    reported: reported.length,
    lastReportedPurchaseAtMs: largest(reported.map(({ atMs }) => atMs)),
  };
}

function terminalOf(all: readonly Known[], request: Purchase): TerminalFacts {
  const t = request.atMs;
  const here = all.filter(
    ({ terminalId, atMs }) => terminalId === request.terminalId && atMs < t && atMs >= t - 67 * day,
  );
  const within = (days: number): Known[] => here.filter(({ atMs }) => atMs >= t - days * day);
  const settled = here.filter(({ atMs }) => atMs <= t - 7 * day);
  const settledWithin = (days: number): Known[] =>
    settled.filter(({ atMs }) => atMs > t - 7 * day - days * day);
  const isKnown = ({ reportedAtMs }: Known): boolean => reportedAtMs <= t;
  const reported = here.filter(isKnown);
  const good = settled.filter((purchase) => !isKnown(purchase));
  const lastGoodAtMs = largest(good.map(({ atMs }) => atMs));
  const run = reported.filter(({ atMs }) => atMs > (lastGoodAtMs ?? -Infinity));
  const lastReportedPurchaseAtMs = largest(reported.map(({ atMs }) => atMs));
  return {
    counts: [within(1).length, within(7).length, within(30).length],
    sumMinor: sum(within(30)),
    settled: [settledWithin(1).length, settledWithin(7).length, settledWithin(30).length],
    settledReported: [
      settledWithin(1).filter(isKnown).length,
      settledWithin(7).filter(isKnown).length,
      settledWithin(30).filter(isKnown).length,
    ],
    lastGoodAtMs,
    runCount: run.length,
    runSumMinor: sum(run),
    runFirstAtMs: smallest(run.map(({ atMs }) => atMs)),
    lastReportedPurchaseAtMs,
    goodSinceReported: good.filter(({ atMs }) => atMs > (lastReportedPurchaseAtMs ?? Infinity)).length,
    reportedCustomers: new Set(reported.map(({ customerId }) => customerId)).size,
  };
}

function sum(purchases: readonly Purchase[]): number {
  return purchases.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

function largest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function smallest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}
