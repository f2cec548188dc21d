import type { Pool } from 'pg';
import { createSpecDatabase, terminate, type SpecDatabase } from '../../spec/spec-database';
import { createWireCutter } from '../../spec/wire-cutter';
import {
  CommitOutcomeUnknown,
  createPool,
  inTransaction,
  isRetriable,
  isUnavailable,
  type Tx,
} from '../index';

let database: SpecDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createSpecDatabase();
  await database.sql(`
    CREATE TABLE entries (id text PRIMARY KEY);
    CREATE TABLE late_checks (id text REFERENCES entries DEFERRABLE INITIALLY DEFERRED)
  `);
  pool = createPool(database.url, { max: 1, applicationName: 'transaction spec', connectTimeoutMs: 500 });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const insert = (tx: Tx, id: string) => tx.query({ text: 'INSERT INTO entries VALUES ($1)', values: [id] });

async function isStored(id: string): Promise<boolean> {
  return (await database.sql(`SELECT FROM entries WHERE id = '${id}'`)).length === 1;
}

const pidText = 'SELECT pg_backend_pid() AS pid';
const poolPid = async () => (await pool.query<{ pid: number }>(pidText)).rows[0]?.pid ?? 0;
const txPid = async (tx: Tx) => (await tx.query<{ pid: number }>({ text: pidText })).rows[0]?.pid ?? 0;

describe('a transaction', () => {
  test('commits what the work did and gives its result', async () => {
    const result = await inTransaction(pool, async (tx) => {
      await insert(tx, 'committed');
      expect(await isStored('committed')).toBe(false);
      return 'result';
    });
    expect(result).toBe('result');
    expect(await isStored('committed')).toBe(true);
  });

  test('rolls back when the work throws, throws that on, and keeps the connection', async () => {
    const before = await poolPid();
    const refusal = new Error('no');
    const work = inTransaction(pool, async (tx) => {
      await insert(tx, 'rolled back');
      throw refusal;
    });
    await expect(work).rejects.toBe(refusal);
    expect(await isStored('rolled back')).toBe(false);
    expect(await poolPid()).toBe(before);
  });

  test('that goes on after a failed statement does not pass for committed', async () => {
    const work = inTransaction(pool, async (tx) => {
      await insert(tx, 'twice');
      await insert(tx, 'twice').catch(() => undefined);
    });
    await expect(work).rejects.toThrow('Rolled back instead of committed');
    expect(await isStored('twice')).toBe(false);
  });

  test('that PostgreSQL refuses at COMMIT is known not to have happened', async () => {
    const work = inTransaction(pool, (tx) => tx.query({ text: "INSERT INTO late_checks VALUES ('nobody')" }));
    await expect(work).rejects.toMatchObject({ code: '23503' });
    await expect(work).rejects.not.toBeInstanceOf(CommitOutcomeUnknown);
    expect(await poolPid()).toBeGreaterThan(0);
  });

  test.each([
    ['after', true],
    ['before', false],
  ] as const)(
    'whose connection is lost %s COMMIT took effect has an unknown outcome',
    async (when, stored) => {
      const wire = await createWireCutter(database.url);
      const own = createPool(wire.url, { max: 1, applicationName: 'cut' });
      const id = `cut ${when}`;
      const error = await inTransaction(own, async (tx) => {
        await insert(tx, id);
        wire.cutAt('COMMIT', when);
      }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(CommitOutcomeUnknown);
      expect(isUnavailable(error)).toBe(true);
      expect(await isStored(id)).toBe(stored);
      await own.end();
      await wire.close();
    },
  );

  test('whose connection is ended between two statements fails as unavailable, and the pool goes on', async () => {
    const work = inTransaction(pool, async (tx) => {
      await insert(tx, 'ended');
      await terminate(database, await txPid(tx));
      await insert(tx, 'ended too');
    });
    const error: unknown = await work.catch((thrown: unknown) => thrown);
    expect(isUnavailable(error)).toBe(true);
    expect(error).not.toBeInstanceOf(CommitOutcomeUnknown);
    expect(await isStored('ended')).toBe(false);
    expect(await poolPid()).toBeGreaterThan(0);
  });

  test('that loses a deadlock is retriable and not a sign that PostgreSQL is away', async () => {
    const two = createPool(database.url, { max: 2, applicationName: 'deadlock', lockTimeoutMs: 0 });
    await database.sql("INSERT INTO entries VALUES ('left'), ('right')");
    const lock = (tx: Tx, id: string) =>
      tx.query({ text: 'SELECT FROM entries WHERE id = $1 FOR UPDATE', values: [id] });
    let arrived = 0;
    let bothArrived: () => void;
    const both = new Promise<void>((resolve) => (bothArrived = resolve));
    const crosswise = (first: string, second: string) =>
      inTransaction(two, async (tx) => {
        await lock(tx, first);
        arrived += 1;
        if (arrived === 2) bothArrived();
        await both;
        await lock(tx, second);
      });
    const outcomes = await Promise.allSettled([crosswise('left', 'right'), crosswise('right', 'left')]);
    const errors = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(errors).toHaveLength(1);
    expect(isRetriable(errors[0])).toBe(true);
    expect(isUnavailable(errors[0])).toBe(false);
    await two.end();
  });

  test.each([
    ['lock', { lockTimeoutMs: 20 }],
    ['statement', { lockTimeoutMs: 0, statementTimeoutMs: 20 }],
  ])('that waits longer than the %s timeout is retriable as well', async (_, timeout) => {
    const impatient = createPool(database.url, { max: 1, applicationName: 'impatient', ...timeout });
    const lock = { text: 'SELECT pg_advisory_xact_lock(1)' };
    const error: unknown = await inTransaction(pool, async (tx) => {
      await tx.query(lock);
      return inTransaction(impatient, (second) => second.query(lock)).catch((thrown: unknown) => thrown);
    });
    expect(isRetriable(error)).toBe(true);
    expect(isUnavailable(error)).toBe(false);
    await impatient.end();
  });
});
