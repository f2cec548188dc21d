import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, loadStatement, type Pool } from '@mayfly/postgres';
import { playWorld } from '@mayfly/fraud-world';
import type { FeatureFacts } from './facts';
import type { Purchase } from './purchase';
import { StreamingFeatures } from './streaming-features';

/** Columns of facts.sql; int8 and numeric come as bigint or text. */
type Row = Readonly<Record<string, bigint | string | null>>;

const statement = loadStatement(__dirname, 'facts.sql');
let database: DisposableDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '');
  pool = createPool(database.url, { max: 1, applicationName: 'facts' });
  await pool.query(`create table purchase (id text primary key, customer_id text, terminal_id text,
    amount_minor bigint, at_ms bigint, reported_at_ms bigint)`);
  await pool.query('create index on purchase (customer_id, at_ms)');
  await pool.query('create index on purchase (terminal_id, at_ms)');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

test('PostgreSQL finds the same facts of a batch of requests', async () => {
  const features = new StreamingFeatures();
  const purchases: Purchase[] = [];
  const reports: (number | null)[] = [];
  for (const each of playWorld({ seed: 11, days: 90, customers: 60, terminals: 200 })) {
    const purchase = {
      id: String(each.id),
      atMs: each.atMs,
      customerId: String(each.customerId),
      terminalId: String(each.terminalId),
      amountMinor: each.amountMinor,
    };
    // In a small world customers hardly meet; a few reports more, and some of them early, reach all facts.
    const isReported = each.fraud !== 0 || each.id % 7 === 0;
    const reportedAtMs = isReported ? each.atMs + (each.id % 9) * 86_400_000 : null;
    features.observePurchase(purchase);
    if (reportedAtMs !== null) features.reportFraud({ purchaseId: purchase.id, reportedAtMs });
    purchases.push(purchase);
    reports.push(reportedAtMs);
  }
  await insert(purchases, reports);
  const requests = purchases.filter((_, position) => position % 37 === 0);
  const rows = await statement.rows<Row>(pool, [
    requests.map(({ id }) => id),
    requests.map(({ atMs }) => atMs),
    requests.map(({ customerId }) => customerId),
    requests.map(({ terminalId }) => terminalId),
  ]);
  const byId = new Map(rows.map((row) => [String(row['id']), row]));
  expect(byId.size).toBe(requests.length);
  expect(requests.length).toBeGreaterThan(200);
  for (const request of requests) {
    expect(factsOf(byId.get(request.id) ?? {})).toEqual(features.factsAt(request));
  }
});

async function insert(purchases: readonly Purchase[], reports: readonly (number | null)[]): Promise<void> {
  await pool.query(
    `insert into purchase (id, customer_id, terminal_id, amount_minor, at_ms, reported_at_ms)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])`,
    [
      purchases.map(({ id }) => id),
      purchases.map(({ customerId }) => customerId),
      purchases.map(({ terminalId }) => terminalId),
      purchases.map(({ amountMinor }) => amountMinor),
      purchases.map(({ atMs }) => atMs),
      reports,
    ],
  );
}

function factsOf(row: Row): FeatureFacts {
  const number = (column: string): number => Number(row[column]);
  const known = (column: string): number | undefined => (row[column] === null ? undefined : number(column));
  const windows = (column: string): [number, number, number] => [
    number(`${column}_1d`),
    number(`${column}_7d`),
    number(`${column}_30d`),
  ];
  return {
    customer: {
      counts: windows('customer_count'),
      sumsMinor: windows('customer_sum'),
      count: number('customer_count'),
      sumMinor: number('customer_sum'),
      sumSquaresMinor: number('customer_sum_squares'),
      medianMinor: known('median_minor'),
      largestGoodMinor: known('largest_good_minor'),
      firstAtMs: known('first_at_ms'),
      lastAtMs: known('last_at_ms'),
      countHere: number('count_here'),
      outliers: number('outliers'),
      reported: number('customer_reported'),
      lastReportedPurchaseAtMs: known('customer_last_reported_at_ms'),
    },
    terminal: {
      counts: windows('terminal_count'),
      sumMinor: number('terminal_sum'),
      settled: windows('settled'),
      settledReported: windows('settled_reported'),
      lastGoodAtMs: known('last_good_at_ms'),
      runCount: number('run_count'),
      runSumMinor: number('run_sum'),
      runFirstAtMs: known('run_first_at_ms'),
      lastReportedPurchaseAtMs: known('terminal_last_reported_at_ms'),
      goodSinceReported: number('good_since_reported'),
      reportedCustomers: number('reported_customers'),
    },
  };
}
