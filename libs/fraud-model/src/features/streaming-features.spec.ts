import fc from 'fast-check';
import { featureNames, featureVector, handbookUnitMinor } from './feature-vector';
import type { FraudReport, Purchase } from './purchase';
import { StreamingFeatures } from './streaming-features';
import { dayMs } from './windows';

const beginsAtMs = Date.UTC(2026, 0, 1);

/** Few customers, terminals and instants, so that they meet, also at the very same instant. */
const purchases = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 500 }).map(String),
    atMs: fc.integer({ min: 0, max: 300 }).map((sixHours) => beginsAtMs + sixHours * (dayMs / 4)),
    customerId: fc.constantFrom('ada', 'ben'),
    terminalId: fc.constantFrom('kiosk', 'shop', 'web'),
    amountMinor: fc.integer({ min: 1, max: 50_000 }),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
);

const reportDelays = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 });

/** Enough for every purchase and report, each twice. */
const keys = fc.array(fc.nat(), { minLength: 180, maxLength: 180 });

/** Reports of the first purchases, each so many days after it. */
function reportsOf(all: readonly Purchase[], delays: readonly number[]): FraudReport[] {
  return all
    .slice(0, delays.length)
    .map(({ id, atMs }, i) => ({ purchaseId: id, reportedAtMs: atMs + (delays[i] ?? 0) * dayMs }));
}

type Fact = { readonly purchase: Purchase } | { readonly report: FraudReport };

function observing(facts: readonly Fact[]): StreamingFeatures {
  const features = new StreamingFeatures();
  for (const fact of facts) {
    if ('purchase' in fact) features.observePurchase(fact.purchase);
    else features.reportFraud(fact.report);
  }
  return features;
}

function feature(vector: Float32Array, name: string): number {
  const position = featureNames.indexOf(name);
  if (position < 0) throw new Error(`no feature ${name}`);
  return vector[position] ?? NaN;
}

test('features are the same under duplicates, disorder and replay', () => {
  fc.assert(
    fc.property(purchases, reportDelays, keys, (all, delays, random) => {
      const facts: Fact[] = [
        ...all.map((purchase) => ({ purchase })),
        ...reportsOf(all, delays).map((report) => ({ report })),
      ];
      const disordered = [...facts, ...facts.filter((_, i) => (random[i] ?? 0) % 2 === 0)]
        .map((fact, i) => ({ fact, key: random[i] ?? 0 }))
        .sort((one, other) => one.key - other.key)
        .map(({ fact }) => fact);
      const once = observing(facts);
      const again = observing(disordered);
      const replayed = observing([...facts, ...facts]);
      for (const request of all) {
        expect(again.featuresAt(request)).toEqual(once.featuresAt(request));
        expect(replayed.featuresAt(request)).toEqual(once.featuresAt(request));
      }
    }),
    { numRuns: 60 },
  );
});

test('what comes at or after the instant of the request changes nothing, nor does the request itself', () => {
  fc.assert(
    fc.property(purchases, reportDelays, (all, delays) => {
      const request = all[0];
      if (request === undefined) return;
      const before = all.filter(({ atMs }) => atMs < request.atMs).map((purchase) => ({ purchase }));
      const reports = reportsOf(all, delays);
      const known = reports.filter(({ reportedAtMs }) => reportedAtMs <= request.atMs);
      const everything = observing([
        ...all.map((purchase) => ({ purchase })),
        ...reports.map((report) => ({ report })),
      ]);
      const then = observing([...before, ...known.map((report) => ({ report }))]);
      expect(everything.factsAt(request)).toEqual(then.factsAt(request));
    }),
    { numRuns: 100 },
  );
});

test('a stream that forgets what is too old gives the same features as one that keeps all', () => {
  fc.assert(
    fc.property(purchases, reportDelays, (all, delays) => {
      const last = [...all].sort((one, other) => other.atMs - one.atMs)[0];
      if (last === undefined) return;
      const facts = [
        ...all.map((purchase) => ({ purchase })),
        ...reportsOf(all, delays).map((report) => ({ report })),
      ];
      const forgetful = observing(facts);
      forgetful.forgetBefore(last.atMs - 67 * dayMs);
      expect(forgetful.featuresAt(last)).toEqual(observing(facts).featuresAt(last));
    }),
    { numRuns: 60 },
  );
});

describe('a customer with three purchases, one of them reported', () => {
  const atMs = Date.UTC(2026, 5, 20, 5, 30);
  const purchase = (id: string, daysAgo: number, amountMinor: number, terminalId: string): Purchase => ({
    id,
    atMs: atMs - daysAgo * dayMs,
    customerId: 'ada',
    terminalId,
    amountMinor,
  });
  const request = purchase('now', 0, 6_000, 'kiosk');
  const vector = observing([
    { purchase: purchase('a', 20, 1_000, 'kiosk') },
    { purchase: purchase('b', 9, 3_000, 'kiosk') },
    { purchase: purchase('c', 0.5, 2_000, 'shop') },
    { report: { purchaseId: 'b', reportedAtMs: atMs - 2 * dayMs } },
    { report: { purchaseId: 'a', reportedAtMs: atMs + 1 } },
  ]).featuresAt(request);

  test.each([
    ['amount', 60],
    ['weekend', 1],
    ['night', 1],
    ['customer_count_1d', 2],
    ['customer_count_7d', 2],
    ['customer_count_30d', 4],
    ['customer_mean_1d', 40],
    ['customer_mean_30d', 30],
    ['customer_median', 20],
    ['customer_spread', 10],
    ['amount_to_mean', 3],
    ['amount_to_median', 3],
    ['amount_to_largest_good', 3],
    ['amount_deviations', 4],
    ['customer_days_known', 20],
    ['customer_days_since_last', 0.5],
    ['customer_purchases_here', 2],
    ['customer_first_time_here', 0],
    ['customer_outliers', 0],
    ['customer_reported', 1],
    ['customer_days_since_reported', 9],
    ['terminal_count_7d', 1],
    ['terminal_count_30d', 3],
    ['amount_to_terminal_mean', 3],
    ['terminal_settled_1d', 0],
    ['terminal_settled_7d', 1],
    ['terminal_settled_30d', 2],
    ['terminal_risk_1d', 0],
    ['terminal_risk_7d', 1],
    ['terminal_risk_30d', 0.5],
    ['terminal_run', 1],
    ['terminal_run_mean', 30],
    ['terminal_run_days', 9],
    ['terminal_days_since_good', 20],
    ['terminal_good_since_reported', 0],
    ['terminal_reported_customers', 1],
  ])('%s is %d', (name, value) => {
    expect(feature(vector, name)).toBeCloseTo(value, 5);
  });
});

test('a first purchase of all has unknown features, not zeros that would speak of a history', () => {
  const request = { id: 'x', atMs: beginsAtMs, customerId: 'new', terminalId: 'new', amountMinor: 5_000 };
  const vector = new StreamingFeatures().featuresAt(request);
  for (const name of ['customer_median', 'amount_to_mean', 'customer_days_since_last', 'terminal_run_days']) {
    expect(feature(vector, name)).toBeNaN();
  }
  expect(feature(vector, 'customer_first_time_here')).toBe(1);
});

test('ratios and counts are the same in every currency, amounts are in its units', () => {
  const features = observing([
    { purchase: { id: 'a', atMs: beginsAtMs, customerId: 'ada', terminalId: 'shop', amountMinor: 400 } },
  ]);
  const request = {
    id: 'b',
    atMs: beginsAtMs + dayMs,
    customerId: 'ada',
    terminalId: 'shop',
    amountMinor: 800,
  };
  const facts = features.factsAt(request);
  const [cents, tens] = [handbookUnitMinor, 10].map((unit) => featureVector(request, facts, unit));
  if (cents === undefined || tens === undefined) throw new Error('two vectors');
  expect([feature(cents, 'amount'), feature(tens, 'amount')]).toEqual([8, 80]);
  expect(feature(cents, 'amount_to_mean')).toBe(feature(tens, 'amount_to_mean'));
});
