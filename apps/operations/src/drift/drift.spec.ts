import { recordOf, type DecisionRecord } from '@mayfly/assessment';
import type { CustomerProfile } from '@mayfly/contracts';
import { Random } from '@mayfly/fraud-world';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { policy } from '../../../../test/assessment/policies';
import { goodCustomer, purchaseOf } from '../../../../test/assessment/purchases';
import { snapshotOf } from '../../../../test/assessment/snapshots';
import { driftCommand } from './drift-command';

const hourMs = 3_600_000;
const now = new Date('2026-03-10T12:00:00.000Z');
const random = new Random(4, 'drift');
let database: DisposableDatabase;
let pool: Pool;

beforeEach(async () => {
  const migrations = resolve(__dirname, '../../../assessment-worker/migrations');
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', migrations);
  pool = createPool(database.url, { max: 1, applicationName: 'drift spec' });
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

/** One of these, as often as they say. */
function draw<T extends string>(weights: Readonly<Record<T, number>>): T {
  const all = Object.entries<number>(weights);
  let left = random.uniform() * all.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of all) {
    left -= weight;
    if (left < 0) return name as T;
  }
  throw new Error('weights are above zero');
}

/** A customer with the homes and jobs of the training table (models/credit/README.md), and an income by which most can buy. */
function customer(incomeFactor: number): CustomerProfile {
  const monthlyNetMinor = Math.round(incomeFactor * (40_000 + random.uniform() * 400_000));
  return {
    ...goodCustomer,
    income: { monthlyNetMinor, verified: true },
    affordability: { essentialExpensesMonthlyMinor: 20_000 },
    obligations: { monthlyMinor: 0 },
    spending: { monthlyAverageMinor: 0, overdraftDays90: 0 },
    residence: {
      ...goodCustomer.residence,
      status: draw({ owner: 2107, tenant: 973, with_family: 783, other: 591 }),
    },
    employment: {
      status: draw({ permanent: 2806, self_employed: 1024, temporary: 452, student: 172 }),
      monthsInJob: 12 * random.below(20),
    },
  };
}

function decisionOn(profile: CustomerProfile, amountMinor = 20_000 + random.below(100_000)): DecisionRecord {
  const request = { ...purchaseOf(amountMinor), authorizationId: uuidv7() };
  const identity = { decisionId: uuidv7(), decidedAt: '' };
  return recordOf(snapshotOf({ profile, request }), policy, identity);
}

function many(count: number, incomeFactor = 1): DecisionRecord[] {
  return Array.from({ length: count }, () => decisionOn(customer(incomeFactor)));
}

/** Stores decisions as made one after another from `hoursAgo` on. */
async function store(records: readonly DecisionRecord[], hoursAgo: number): Promise<void> {
  const fromMs = now.getTime() - hoursAgo * hourMs;
  const times = records.map((_, position) => new Date(fromMs + position).toISOString());
  await pool.query(
    `insert into decisions (authorization_id, decision_id, customer_id, event, snapshot, snapshot_hash, decided_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[], $5::text[], $6::text[], $7::timestamptz[])`,
    [
      records.map(({ event }) => event.authorizationId),
      records.map(({ event }) => event.decisionId),
      records.map(({ event }) => event.customerId),
      records.map(({ event }, i) => JSON.stringify({ ...event, decidedAt: times[i] })),
      records.map(({ snapshot }) => snapshot),
      records.map(({ event }) => event.snapshotHash),
      times,
    ],
  );
}

async function drift(...args: string[]): Promise<{ readonly code: number; readonly lines: string[] }> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(stripVTControlCharacters(line));
  return { code: await driftCommand(args, { assessmentDatabaseUrl: database.url }, now, print), lines };
}

const rowOf = (lines: readonly string[], model: string, input: string): string[] =>
  lines
    .find((line) => line.startsWith(`${model} `) && line.includes(` ${input} `))
    ?.trim()
    .split(/ {2,}/) ?? [];

test('decisions on customers like those of the period before are stable', async () => {
  await store(many(600), 36);
  await store(many(600), 12);
  const { code, lines } = await drift('--against', 'before');
  expect(lines.at(-1)).toBe('✓ nothing has moved');
  expect(code).toBe(0);
});

test('when customers come with other incomes, the characteristics that are made of income are named, and no others', async () => {
  await store(many(600), 36);
  await store(many(600, 0.05), 12);
  const { code, lines } = await drift('--against', 'before');
  const shifted = lines.filter((line) => line.startsWith('!') && line.includes('has shifted'));
  for (const name of ['AmountToIncome', 'AmountToSurplus']) {
    expect(shifted.join('\n')).toContain(`credit-1 ${name} has shifted`);
  }
  for (const name of ['Home', 'Job', 'Seniority', 'Records', 'amount']) {
    expect(shifted.join('\n')).not.toContain(` ${name} `);
  }
  expect(code).toBe(2);
});

test('homes and jobs like those of the training are stable against it; others are shifted', async () => {
  await store(many(600), 12);
  const { lines } = await drift();
  expect(rowOf(lines, 'credit-1', 'Home')[2]).toMatch(/ stable$/);
  expect(rowOf(lines, 'credit-1', 'Job')[2]).toMatch(/ stable$/);
  const owner = { ...goodCustomer, residence: { ...goodCustomer.residence, status: 'owner' as const } };
  await store(
    Array.from({ length: 2000 }, () => decisionOn(owner)),
    6,
  );
  const later = await drift();
  expect(rowOf(later.lines, 'credit-1', 'Home')[2]).toMatch(/ shifted$/);
  expect(later.code).toBe(2);
});

test('rates are told by class and reason, beside those of the period before', async () => {
  const minor = { ...goodCustomer, identity: { ...goodCustomer.identity, birthDate: '2015-01-01' } };
  const unverified = { ...goodCustomer, income: { ...goodCustomer.income, verified: false } };
  await store([decisionOn(goodCustomer, 5_000), decisionOn(minor, 5_000)], 30);
  await store(
    [goodCustomer, goodCustomer, goodCustomer, minor, unverified].map((profile) =>
      decisionOn(profile, 5_000),
    ),
    3,
  );
  const { code, lines } = await drift('--since', '24h');
  const told = lines.map((line) => line.trim().split(/ {2,}/));
  expect(told).toEqual(
    expect.arrayContaining([
      ['decisions', '5', '2'],
      ['approved', '60.0 %', '50.0 %'],
      ['declined, policy', '20.0 %', '50.0 %'],
      ['declined, credit', '20.0 %', '0.0 %'],
      ['under_age', '20.0 %', '50.0 %'],
      ['income_not_verified', '20.0 %', '0.0 %'],
    ]),
  );
  expect(lines.at(-1)).toBe('too few decisions to tell');
  expect(code).toBe(0);
});

test('a decision belongs to one period only', async () => {
  await store([decisionOn(goodCustomer)], 24);
  const { lines } = await drift('--since', '24h');
  expect(lines.map((line) => line.trim().split(/ {2,}/))).toContainEqual(['decisions', '1', '0']);
});

test('what it may be judged by is training or the period before', async () => {
  await expect(drift('--against', 'hope')).rejects.toThrow('--against: training or before, not hope');
});
