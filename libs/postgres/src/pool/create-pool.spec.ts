import { createServer, type AddressInfo } from 'node:net';
import { Client, type Pool } from 'pg';
import { createSpecDatabase, terminate, type SpecDatabase } from '../../spec/spec-database';
import { createWireCutter } from '../../spec/wire-cutter';
import { createPool, inTransaction, isUnavailable, type Tx } from '../index';

let database: SpecDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createSpecDatabase();
  pool = createPool(database.url, {
    max: 2,
    applicationName: 'pool spec',
    statementTimeoutMs: 200,
    lockTimeoutMs: 50,
  });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function valueOf(expression: string): Promise<unknown> {
  const { rows } = await pool.query<{ value: unknown }>(`SELECT ${expression} AS value`);
  return rows[0]?.value;
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error('It did not fail');
    },
    (error: unknown) => error,
  );
}

describe('values of the pool', () => {
  test.each([
    ['9007199254740993::bigint', 9_007_199_254_740_993n],
    ['count(*)', 1n],
    ["'{1,NULL,-9223372036854775808}'::bigint[]", [1n, null, -(2n ** 63n)]],
    ["'{}'::bigint[]", []],
    ['null::bigint', null],
    ["timestamptz '2026-11-22 05:07:00.123+00'", new Date('2026-11-22T05:07:00.123Z')],
    ["date '2026-11-22'", '2026-11-22'],
    ["'0.10'::numeric", '0.10'],
  ])('%s comes back as %p', async (expression, expected) => {
    expect(await valueOf(expression)).toEqual(expected);
  });

  test('leave other clients of the process as they were', async () => {
    const other = new Client({ connectionString: database.url });
    await other.connect();
    const { rows } = await other.query<{ value: unknown }>('SELECT 1::bigint AS value');
    await other.end();
    expect(rows).toEqual([{ value: '1' }]);
  });
});

describe('limits of the pool', () => {
  test('the application can be told in pg_stat_activity', async () => {
    expect(await valueOf("current_setting('application_name')")).toBe('pool spec');
  });

  test('a statement beyond its time is ended, which does not mean that PostgreSQL is away', async () => {
    const error = await failureOf(pool.query('SELECT pg_sleep(5)'));
    expect(error).toMatchObject({ code: '57014' });
    expect(isUnavailable(error)).toBe(false);
  });

  test('a wait for a lock is ended', async () => {
    await database.sql('CREATE TABLE locked ()');
    const lock = (tx: Tx) => tx.query({ text: 'LOCK TABLE locked' });
    await inTransaction(pool, async (tx) => {
      await lock(tx);
      await expect(inTransaction(pool, lock)).rejects.toMatchObject({ code: '55P03' });
    });
  });

  test('no free connection in time means unavailable', async () => {
    const small = createPool(database.url, { max: 1, applicationName: 'small', connectTimeoutMs: 100 });
    const error = await inTransaction(small, () => failureOf(small.query('SELECT 1')));
    expect(isUnavailable(error)).toBe(true);
    await small.end();
  });
});

describe('PostgreSQL away', () => {
  test('an idle connection that is ended does not end the process, and is replaced', async () => {
    const own = createPool(database.url, { max: 1, applicationName: 'idle' });
    const pid = async () =>
      (await own.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;
    const first = await pid();
    const removed = new Promise((resolve) => own.once('remove', resolve));
    await terminate(database, first);
    await removed;
    expect(await pid()).not.toBe(first);
    await own.end();
  });

  test('a refused connection fails at once, and the same pool works again when PostgreSQL is back', async () => {
    const wire = await createWireCutter(database.url);
    const own = createPool(wire.url, { max: 2, applicationName: 'refused' });
    await own.query('SELECT 1');
    await wire.refuse();
    const startedAtMs = performance.now();
    expect(isUnavailable(await failureOf(own.query('SELECT 1')))).toBe(true);
    expect(isUnavailable(await failureOf(own.query('SELECT 1')))).toBe(true);
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
    await wire.accept();
    expect((await own.query('SELECT 1')).rowCount).toBe(1);
    await own.end();
    await wire.close();
  });

  test('a server that takes the connection and says nothing is given up', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const own = createPool(`postgres://x:x@127.0.0.1:${port}/x`, {
      max: 1,
      applicationName: 'silent',
      connectTimeoutMs: 100,
    });
    expect(isUnavailable(await failureOf(own.query('SELECT 1')))).toBe(true);
    await own.end();
    silent.close();
  });

  test('a server that falls silent in the middle is given up soon after the statement timeout', async () => {
    const wire = await createWireCutter(database.url);
    const own = createPool(wire.url, { max: 1, applicationName: 'frozen', statementTimeoutMs: 100 });
    await own.query('SELECT 1');
    wire.freeze();
    expect(isUnavailable(await failureOf(inTransaction(own, (tx) => tx.query({ text: 'SELECT 1' }))))).toBe(
      true,
    );
    await own.end();
    await wire.close();
  });

  test('an unknown database is a fault of the settings, not an absence', async () => {
    const own = createPool(`${database.url}_unknown`, { max: 1, applicationName: 'settings' });
    const error = await failureOf(own.query('SELECT 1'));
    expect(error).toMatchObject({ code: '3D000' });
    expect(isUnavailable(error)).toBe(false);
    await own.end();
  });
});
