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

/** More purchases of few customers at one terminal than any history holds, many of them at the same instant. */
const crowd = fc
  .array(
    fc.record({
      atMs: fc.integer({ min: 0, max: 3 * 70 }).map((thirdDays) => 10 * day + (thirdDays * day) / 3),
      customerId: fc.constantFrom('ada', 'ada', 'ada', 'ben'),
      terminalId: fc.constantFrom('kiosk', 'kiosk', 'kiosk', 'shop'),
      amountMinor: fc.integer({ min: 1, max: 4_000_000 }),
      reportedAtMs: fc.constantFrom(Infinity, Infinity, 30 * day, 80 * day),
    }),
    { minLength: 900, maxLength: 1_400 },
  )
  .map((purchases) => purchases.map((purchase, number) => ({ ...purchase, id: String(number) })));

/** The facts said again the plain way, as a reader of their definitions would, or a query. */
test('facts are what their definitions say', () => {
  fc.assert(
    fc.property(world, (all) => expectFactsAsDefined(all, all.slice(0, 10))),
    { numRuns: 150 },
  );
});

test('of more purchases than a history holds, the latest count', () => {
  let cut = 0;
  fc.assert(
    fc.property(crowd, (all) => {
      const lateMs = Math.max(...all.map(({ atMs }) => atMs)) + 1;
      const late = { id: 'late', atMs: lateMs, customerId: 'ada', terminalId: 'kiosk', amountMinor: 1 };
      expectFactsAsDefined(all, [late, ...all.filter(({ atMs }) => atMs > 60 * day).slice(0, 5)]);
      const own = all.filter(({ customerId, atMs }) => customerId === 'ada' && atMs >= lateMs - 60 * day);
      if (own.length > 512) cut++;
    }),
    { numRuns: 30 },
  );
  expect(cut).toBeGreaterThan(10);
});

test('of more purchases at one instant than a history holds, none count: no order of theirs is known', () => {
  const features = new StreamingFeatures();
  const request = { id: 'now', atMs: 10 * day, customerId: 'ada', terminalId: 'kiosk', amountMinor: 1 };
  for (let number = 0; number < 513; number++) {
    features.observePurchase({ ...request, id: String(number), atMs: 9 * day });
  }
  expect(features.factsAt(request)).toMatchObject({
    customer: { count: 0 },
    terminal: { counts: [0, 0, 0] },
  });
  features.observePurchase({ ...request, id: 'later', atMs: 9 * day + 1 });
  expect(features.factsAt(request)).toMatchObject({
    customer: { count: 1 },
    terminal: { counts: [1, 1, 1] },
  });
});

function expectFactsAsDefined(all: readonly Known[], requests: readonly Purchase[]): void {
  const features = new StreamingFeatures();
  for (const purchase of all) {
    features.observePurchase(purchase);
    if (purchase.reportedAtMs < Infinity) {
      features.reportFraud({ purchaseId: purchase.id, reportedAtMs: purchase.reportedAtMs });
    }
  }
  for (const request of requests) {
    expect(features.factsAt(request)).toEqual({
      customer: customerOf(all, request),
      terminal: terminalOf(all, request),
    });
  }
}

/** The latest of them, as many as there may be; those at the instant of the one too many are too many as well. */
function latest(purchases: readonly Known[], most: number): Known[] {
  const tooMany = [...purchases].sort((one, other) => other.atMs - one.atMs)[most];
  return purchases.filter(({ atMs }) => atMs > (tooMany?.atMs ?? -Infinity));
}

function customerOf(all: readonly Known[], request: Purchase): CustomerFacts {
  const t = request.atMs;
  const own = latest(
    all.filter(
      ({ customerId, atMs }) => customerId === request.customerId && atMs < t && atMs >= t - 60 * day,
    ),
    512,
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
  const known = all.filter(
    ({ terminalId, atMs }) => terminalId === request.terminalId && atMs < t && atMs >= t - 67 * day,
  );
  const isSettled = ({ atMs }: Known): boolean => atMs <= t - 7 * day;
  const settled = latest(known.filter(isSettled), 256);
  const recent = known.filter((purchase) => !isSettled(purchase));
  const here = [...settled, ...latest(recent, 128)];
  const within = (days: number): Known[] => here.filter(({ atMs }) => atMs >= t - days * day);
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
