import type { AccountRepaid, AuthorizationClosed } from '@mayfly/contracts';
import fc from 'fast-check';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { earlierPurchase } from '../../../../test/assessment/purchases';
import { newCustomer, newRequest, workerMigrations } from '../../spec/worker-scene';
import { readAssessmentInputs } from '../assessment/read-assessment-inputs';
import { readStandings } from '../purchase-power/read-standings';
import { RecordRepayments } from '../repayments/record-repayments';
import { RecordClosings } from './record-closings';
import { RecordMovements, type Collected } from './record-movements';

const dayMs = 24 * 60 * 60 * 1000;
const beginsMs = Date.parse('2026-01-01T00:00:00Z');
const at = (day: number): string => new Date(beginsMs + day * dayMs).toISOString();
const days = fc.integer({ min: 0, max: 200 });
const amounts = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 999_999_999_999 }));

let database: DisposableDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', workerMigrations);
  pool = createPool(database.url, { max: 6, applicationName: 'debts spec' });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Three customers with eight purchases in two currencies between them: the first one's are those divisible by three. */
class Scene {
  readonly requests = [0, 1, 2].map(() => newRequest(newCustomer()));
  readonly #purchases = Array.from({ length: 8 }, (_, number) =>
    earlierPurchase(this.#requestOf(number), 0, { currency: number < 6 ? 'EUR' : 'SEK' }),
  );
  readonly #ids = new Map<string, string>();

  closing(told: Told): AuthorizationClosed {
    const { authorizationId, customerId, accountId, card, currency } = this.#purchaseOf(told);
    const purchase = { authorizationId, customerId, accountId, card, currency };
    return { ...purchase, state: told.state, amountMinor: told.amountMinor, closedAt: at(told.day) };
  }

  movement(told: Told): Collected {
    const { authorizationId, customerId, accountId, currency } = this.#purchaseOf(told);
    return {
      ...{ authorizationId, customerId, accountId, currency },
      movementId: this.#idOf(`movement ${JSON.stringify(told)}`),
      clearedMinor: told.amountMinor,
      repaidMinor: told.refundMinor,
      bookedAt: at(told.day),
    };
  }

  repayment(told: Told): AccountRepaid {
    const { customerId, accountId, account } = this.#requestOf(told.number);
    return {
      ...{ customerId, accountId, account, currency: 'EUR', amountMinor: told.amountMinor },
      repaymentId: this.#idOf(`repayment ${JSON.stringify(told)}`),
      repaidAt: at(told.day),
    };
  }

  #purchaseOf({ number }: Told): ReturnType<typeof earlierPurchase> {
    const purchase = this.#purchases[number];
    if (purchase === undefined) throw new Error(`no purchase ${number}`);
    return purchase;
  }

  #requestOf(number: number): ReturnType<typeof newRequest> {
    const request = this.requests[number % 3];
    if (request === undefined) throw new Error('three customers');
    return request;
  }

  #idOf(told: string): string {
    const id = this.#ids.get(told) ?? uuidv7();
    this.#ids.set(told, id);
    return id;
  }
}

const told = fc.record({
  kind: fc.constantFrom('closing', 'movement', 'movement', 'repayment'),
  state: fc.constantFrom('cleared', 'cleared', 'reversed', 'expired'),
  number: fc.integer({ min: 0, max: 7 }),
  day: days,
  amountMinor: amounts,
  refundMinor: fc.oneof(fc.constant(0), amounts),
});
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;

/** Some events twice and more, in any order, cut into batches, of which some run at once. */
const deliveries = fc
  .array(told, { minLength: 1, maxLength: 25 })
  .chain((events) =>
    fc
      .array(fc.constantFrom(...events), { maxLength: 15 })
      .chain((again) =>
        fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }),
      ),
  )
  .chain((events) =>
    fc.record({
      events: fc.constant(events),
      batchSize: fc.integer({ min: 1, max: 12 }),
      workers: fc.integer({ min: 1, max: 4 }),
    }),
  );

test('debts are the sums over all clearings and repayments up to any day, whatever comes again or out of order', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, days, async ({ events, batchSize, workers }, day) => {
      const scene = new Scene();
      const batches = Array.from({ length: Math.ceil(events.length / batchSize) }, (_, batch) =>
        events.slice(batch * batchSize, (batch + 1) * batchSize),
      );
      while (batches.length > 0)
        await Promise.all(batches.splice(0, workers).map((batch) => tell(scene, batch)));
      for (const asked of [0, day, 200, 245.001]) await expectSums(scene, asked);
      expect(await debts(scene)).toEqual(debtsToldOf(scene, events));
    }),
    { numRuns: 150 },
  );
}, 120_000);

async function tell(scene: Scene, batch: readonly Told[]): Promise<void> {
  const of = (kind: string): Told[] => batch.filter((one) => one.kind === kind);
  const repayments = new RecordRepayments(pool);
  await Promise.all([
    new RecordClosings(pool).execute(of('closing').map((one) => scene.closing(one))),
    new RecordMovements(pool, repayments).execute(of('movement').map((one) => scene.movement(one))),
    repayments.execute(of('repayment').map((one) => scene.repayment(one))),
  ]);
}

/** Both statements that read debts say what adding everything up says. */
async function expectSums({ requests }: Scene, day: number): Promise<void> {
  const asked = requests.map((request) => ({ ...request, requestedAt: at(day) }));
  const { rows } = await pool.query<{ cleared: bigint; repaid: bigint }>(
    `select
       (select coalesce(sum(cleared_minor), 0)::bigint from clearings
        where customer_id = id and cleared_at < $2::timestamptz - interval '45 days') as cleared,
       (select coalesce(sum(amount_minor), 0)::bigint from repayments
        where customer_id = id and repaid_at <= $2::timestamptz) as repaid
     from unnest($1::uuid[]) with ordinality as customer (id, position) order by position`,
    [asked.map(({ customerId }) => customerId), at(day)],
  );
  const sums = rows.map(({ cleared, repaid }) => ({
    clearedBefore45DaysMinor: Number(cleared),
    repaidMinor: Number(repaid),
  }));
  expect((await readAssessmentInputs(pool, asked)).map(({ repayment }) => repayment)).toEqual(sums);
  const questions = asked.map((request) => ({ ...request, questionId: uuidv7() }));
  expect((await readStandings(pool, questions)).map(({ repayment }) => repayment)).toEqual(sums);
}

/** What is stored as collected: of each authorization how much and since when, and of each customer how much in all. */
async function debts({ requests }: Scene): Promise<unknown> {
  const customerIds = requests.map(({ customerId }) => customerId);
  const clearings = await pool.query(
    `select authorization_id, cleared_minor::float8, cleared_at from clearings
     where customer_id = any ($1) order by 1`,
    [customerIds],
  );
  const totals = await pool.query(
    `select customer_id, cleared_minor::float8, repaid_minor::float8 from customer_debts
     where customer_id = any ($1) and cleared_minor + repaid_minor > 0 order by 1`,
    [customerIds],
  );
  return { clearings: clearings.rows, totals: totals.rows };
}

/** The same from the set of events alone. */
function debtsToldOf(scene: Scene, events: readonly Told[]): unknown {
  const clearings = new Map<string, { cleared_minor: number; cleared_at: Date; customerId: string }>();
  const repaid = new Map<string, { customerId: string; amountMinor: number }>();
  for (const event of events) {
    const { customerId, authorizationId } = scene.movement(event);
    const isCleared = event.kind === 'movement' || (event.kind === 'closing' && event.state === 'cleared');
    if (isCleared && event.amountMinor > 0) {
      const known = clearings.get(authorizationId);
      clearings.set(authorizationId, {
        customerId,
        cleared_minor: Math.max(known?.cleared_minor ?? 0, event.amountMinor),
        cleared_at: new Date(Math.min(known?.cleared_at.getTime() ?? Infinity, Date.parse(at(event.day)))),
      });
    }
    if (event.kind === 'movement')
      repaid.set(scene.movement(event).movementId, { customerId, amountMinor: event.refundMinor });
    if (event.kind === 'repayment')
      repaid.set(scene.repayment(event).repaymentId, { customerId, amountMinor: event.amountMinor });
  }
  const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
  const totals = scene.requests.map(({ customerId }) => ({
    customer_id: customerId,
    cleared_minor: sum(
      [...clearings.values()]
        .filter((one) => one.customerId === customerId)
        .map(({ cleared_minor }) => cleared_minor),
    ),
    repaid_minor: sum(
      [...repaid.values()]
        .filter((one) => one.customerId === customerId)
        .map(({ amountMinor }) => amountMinor),
    ),
  }));
  return {
    clearings: [...clearings]
      .map(([authorization_id, { cleared_minor, cleared_at }]) => ({
        ...{ authorization_id, cleared_minor, cleared_at },
      }))
      .sort((one, other) => (one.authorization_id < other.authorization_id ? -1 : 1)),
    totals: totals
      .filter((one) => one.cleared_minor + one.repaid_minor > 0)
      .sort((one, other) => (one.customer_id < other.customer_id ? -1 : 1)),
  };
}
