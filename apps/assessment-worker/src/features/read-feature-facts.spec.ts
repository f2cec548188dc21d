import fc from 'fast-check';
import { recordOf, type Snapshot } from '@mayfly/assessment';
import { dayMs, mostCustomerPurchases, mostRecentPurchases, mostSettledPurchases } from '@mayfly/fraud-model';
import { playWorld } from '@mayfly/fraud-world';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { FeatureScene, type Told, type Word } from '../../spec/feature-scene';
import { policy } from '../../../../test/assessment/policies';
import { newCustomer, newRequest, workerMigrations } from '../../spec/worker-scene';
import { makeDecisions } from '../assessment/make-decisions';
import { readAssessmentInputs } from '../assessment/read-assessment-inputs';

const beginsMs = Date.UTC(2026, 0, 1);

let database: DisposableDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', workerMigrations);
  pool = createPool(database.url, { max: 2, applicationName: 'features spec' });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Few customers, merchants and instants, so that they meet, also at the very same instant. */
const purchase: fc.Arbitrary<Told> = fc.record({
  atMs: fc
    .tuple(fc.integer({ min: 0, max: 320 }), fc.constantFrom(0, 0, 1))
    .map(([sixHours, ms]) => beginsMs + (sixHours * dayMs) / 4 + ms),
  customer: fc.integer({ min: 0, max: 2 }),
  merchant: fc.integer({ min: 0, max: 1 }),
  currency: fc.constantFrom('EUR', 'EUR', 'SEK'),
  amountMinor: fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 1, max: 999_999_999_999 })),
  isDeclinedAtIntake: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
});

/** Every request once at least; some come again, some purchases are resolved or reported, before or after: in any order. */
const deliveries = fc.array(purchase, { minLength: 2, maxLength: 40 }).chain((told) => {
  const number = fc.nat({ max: told.length - 1 });
  const word: fc.Arbitrary<Word> = fc.oneof(
    fc.record({ kind: fc.constantFrom('requested', 'resolved'), number }),
    fc.record({ kind: fc.constant('reported'), number, delayDays: fc.integer({ min: 0, max: 20 }) }),
  );
  return fc.record({
    told: fc.constant(told),
    words: fc.array(word, { maxLength: 40 }).chain((more) => {
      const all = [...told.map((_, its): Word => ({ kind: 'requested', number: its })), ...more];
      return fc.shuffledSubarray(all, { minLength: all.length });
    }),
    batchSizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 }),
  });
});

test('facts of every request are those of the stream, under duplicates, disorder and replay', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ told, words, batchSizes }) => {
      const scene = new FeatureScene(pool, told);
      for (const batch of batchesOf(words, batchSizes)) await scene.tell(batch);
      const once = await scene.expectFacts(scene.requests);
      for (const batch of batchesOf(words, batchSizes.toReversed())) await scene.tell(batch);
      const again = await scene.expectFacts(scene.requests.toReversed());
      expect(again.toReversed()).toStrictEqual(once);
    }),
    { numRuns: 50 },
  );
}, 120_000);

test('two requests of one batch see each other by time, at the merchant and at the customer', async () => {
  const told = [2, 0, 1, 1].map((seconds, customer) => ({
    atMs: beginsMs + seconds * 1_000,
    customer: customer % 2,
    merchant: 0,
    currency: 'EUR',
    amountMinor: 100,
  }));
  const scene = new FeatureScene(pool, told);
  const facts = await scene.expectFacts(scene.requests);
  expect(facts.map(({ terminal }) => terminal.counts[0])).toEqual([3, 0, 1, 1]);
  expect(facts.map(({ customer }) => customer.countHere)).toEqual([1, 0, 0, 1]);
});

test('of more purchases than a history holds, the same ones count', async () => {
  const crowd: fc.Arbitrary<Told[]> = fc.array(
    fc.record({
      atMs: fc.integer({ min: 0, max: 300 }).map((sixHours) => beginsMs + (sixHours * dayMs) / 4),
      customer: fc.constantFrom(0, 0, 0, 1),
      merchant: fc.constantFrom(0, 0, 0, 1),
      currency: fc.constant('EUR'),
      amountMinor: fc.integer({ min: 1, max: 4_000_000 }),
    }),
    { minLength: 1_600, maxLength: 1_900 },
  );
  const cut = { customer: 0, recent: 0, settled: 0 };
  await fc.assert(
    fc.asyncProperty(crowd, async (told) => {
      const scene = new FeatureScene(pool, told);
      const numbers = told.map((_, number) => number);
      await scene.tell(numbers.map((number) => ({ kind: 'resolved', number })));
      const reported = numbers.filter((number) => number % 9 === 0);
      await scene.tell(reported.map((number) => ({ kind: 'reported', number, delayDays: 5 })));
      // A batch of requests far apart, some stored and some not.
      const late = scene.requests
        .filter(({ requestedAt }) => Date.parse(requestedAt) > beginsMs + 50 * dayMs)
        .filter((_, position) => position % 9 === 0)
        .map((one, position) => (position % 2 === 0 ? one : { ...one, authorizationId: uuidv7() }));
      for (const { customer, terminal } of await scene.expectFacts(late)) {
        if (customer.count > mostCustomerPurchases - 10) cut.customer++;
        if (terminal.counts[1] > mostRecentPurchases - 10) cut.recent++;
        if (terminal.settled[2] > mostSettledPurchases - 10) cut.settled++;
      }
    }),
    // Making a failing crowd smaller would take hours.
    { numRuns: 4, endOnFailure: true },
  );
  expect(Math.min(cut.customer, cut.recent, cut.settled)).toBeGreaterThan(10);
}, 120_000);

test('customers and terminals of a whole world have the facts of the stream', async () => {
  const world = Array.from(playWorld({ seed: 11, days: 90, customers: 150, terminals: 120 }));
  const scene = new FeatureScene(
    pool,
    world.map(({ atMs, customerId, terminalId, amountMinor }) => ({
      ...{ atMs, amountMinor, customer: customerId, merchant: terminalId },
      currency: 'EUR',
    })),
  );
  const resolved = world.map((_, number): Word => ({ kind: 'resolved', number }));
  // In a small world customers hardly meet; a few reports more, and some of them early, reach all facts.
  const reported = world.flatMap(({ fraud, id }, number): Word[] =>
    fraud !== 0 || id % 7 === 0 ? [{ kind: 'reported', number, delayDays: id % 9 }] : [],
  );
  for (const batch of batchesOf([...resolved, ...reported], [1_000])) await scene.tell(batch);
  const asked = scene.requests.filter((_, number) => number % 17 === 0);
  expect(asked.length).toBeGreaterThan(200);
  for (const batch of batchesOf(asked, [100])) await scene.expectFacts(batch);
}, 120_000);

test('a decision made from facts is made again from the text of its snapshot, byte for byte', async () => {
  const customer = newCustomer();
  const requests = [0, 1].map((day) =>
    newRequest(customer, { requestedAt: new Date(beginsMs + day * dayMs).toISOString() }),
  );
  const inputs = await readAssessmentInputs(pool, requests);
  const assessables = inputs.flatMap((read, position) => {
    const request = requests[position];
    return request === undefined ? [] : [{ request, inputs: { ...read, profile: customer } }];
  });
  // The first knows nothing: its snapshot leaves out what is undefined.
  expect(assessables.map((one) => one.inputs.features.customer.count)).toEqual([0, 1]);
  for (const record of makeDecisions(assessables, policy, { uuid: uuidv7 })) {
    const { decisionId, decidedAt } = record.event;
    const again = recordOf(JSON.parse(record.snapshot) as Snapshot, policy, { decisionId, decidedAt });
    expect(again.snapshot).toBe(record.snapshot);
    expect(JSON.stringify(again.event)).toBe(JSON.stringify(record.event));
  }
});

/** Cuts a list into batches, whose sizes are taken in turn. */
function batchesOf<T>(all: readonly T[], sizes: readonly number[]): T[][] {
  const batches: T[][] = [];
  for (let from = 0, turn = 0; from < all.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    batches.push(all.slice(from, from + size));
    from += size;
  }
  return batches;
}
