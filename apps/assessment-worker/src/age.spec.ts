import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mostHistoryPurchases } from '@mayfly/assessment';
import { mostCustomerPurchases, mostRecentPurchases, mostSettledPurchases } from '@mayfly/fraud-model';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { workerMigrations } from '../spec/worker-scene';

const asked = '2026-03-01T12:00:00Z';
const [lately, inAll] = [10, 10_000];
/** What an older customer may cost more: deeper indexes, and pages that are shared with others. */
const mostTimesAsMuch = 1.5;

let database: DisposableDatabase;
let pool: Pool;
const [young, old] = [uuidv7(), uuidv7()];

beforeAll(async () => {
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', workerMigrations);
  // One connection: what is prepared is there for the next statement.
  pool = createPool(database.url, { max: 1, applicationName: 'age spec', statementTimeoutMs: 30_000 });
  for (const customer of [young, old]) await live(customer, lately, 1, 60);
  await live(old, inAll - lately, 91, 3_650);
  // What others do: without them a table would be one customer's.
  for (let other = 0; other < 10; other++) await live(uuidv7(), 1_000, 1, 3_650);
  await pool.query('vacuum analyze');
}, 60_000);

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** So many purchases, all approved and cleared, and repayments, evenly over the days before the request. */
async function live(
  customerId: string,
  count: number,
  fromDaysAgo: number,
  toDaysAgo: number,
): Promise<void> {
  const past = `select $1::uuid as customer_id, gen_random_uuid() as id,
      timestamptz '${asked}' - ($3::integer + ($4::integer - $3::integer) * number / $2::float8) * interval '24 hours' as at
    from generate_series(1, $2::integer) as number`;
  const values = [customerId, count, fromDaysAgo, toDaysAgo];
  await pool.query(
    `with past as (${past}),
     bought as (
       insert into purchases (
         authorization_id, customer_id, card_id, amount_minor, currency, merchant_id, mcc, merchant_country, entry_mode,
         requested_at, resolution, resolution_origin, resolution_reasons, resolved_at)
       select id, customer_id, id, 1000, 'EUR', customer_id::text, '5942', 'DE', 'ecommerce', at, 'approved', 'assessment', '{}', at
       from past)
     insert into clearings select id, customer_id, 1000, at from past`,
    values,
  );
  await pool.query(
    `insert into repayments select id, customer_id, customer_id, 1000, 'EUR', at from (${past}) as past`,
    values,
  );
  await pool.query(
    `insert into customer_debts as known values ($1, $2::bigint * 1000, $2::bigint * 1000)
     on conflict (customer_id) do update
     set cleared_minor = known.cleared_minor + excluded.cleared_minor, repaid_minor = known.repaid_minor + excluded.repaid_minor`,
    [customerId, count],
  );
}

interface Node {
  readonly Plans?: readonly Node[];
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

/** Rows of tables and indexes that a statement went through, and pages. */
interface Cost {
  readonly rows: number;
  readonly pages: number;
}

/** What a statement of the worker costs by the plan that is made once for all values. */
async function costOf(file: string, values: readonly (string | number)[]): Promise<Cost> {
  const statement = readFileSync(resolve(__dirname, file), 'utf8');
  const given = values.map((value) => (typeof value === 'number' ? value : `'{"${value}"}'`)).join(', ');
  await pool.query(`prepare asked as ${statement}`);
  const explain = `explain (analyze, buffers, format json) execute asked (${given})`;
  const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(explain);
  await pool.query('deallocate asked');
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (plan === undefined) throw new Error('no plan');
  return { rows: rowsReadIn(plan), pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] };
}

function rowsReadIn(node: Node): number {
  const below = (node.Plans ?? []).reduce((sum, child) => sum + rowsReadIn(child), 0);
  if (!node['Node Type'].endsWith('Scan')) return below;
  return below + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
}

const atMs = Date.parse(asked);
const reads: readonly [string, string, (customer: string) => (string | number)[]][] = [
  [
    'what a request is assessed with',
    'assessment/read-assessment-inputs.sql',
    (customer) => {
      const request = [uuidv7(), customer, uuidv7(), customer, 'DE', asked];
      return [...request, String(atMs), mostHistoryPurchases];
    },
  ],
  [
    "what the fraud model's features are computed from",
    'features/read-feature-facts.sql',
    (customer) => {
      const request = [uuidv7(), customer, customer, 'EUR', String(atMs)];
      return [...request, mostCustomerPurchases, mostRecentPurchases, mostSettledPurchases];
    },
  ],
  ['what purchase power is told from', 'purchase-power/read-standings.sql', (customer) => [customer, asked]],
];

it.each(reads)(
  `%s costs the same after ${lately} purchases, clearings and repayments as after ${inAll} in ten years`,
  async (_what, file, valuesOf) => {
    const [first, later] = [await costOf(file, valuesOf(young)), await costOf(file, valuesOf(old))];
    expect(first.rows).toBeGreaterThan(lately / 2);
    expect(later.rows).toBeLessThanOrEqual(first.rows * mostTimesAsMuch);
    expect(later.pages).toBeLessThanOrEqual(first.pages * mostTimesAsMuch);
  },
);
