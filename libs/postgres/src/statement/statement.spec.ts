import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Pool } from 'pg';
import { createSpecDatabase, terminate, type SpecDatabase } from '../../spec/spec-database';
import { createPool, inTransaction, loadStatement } from '../index';
import { Statement } from './statement';

let database: SpecDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createSpecDatabase();
  pool = createPool(database.url, { max: 1, applicationName: 'statement spec' });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const pid = new Statement('pid', 'SELECT pg_backend_pid() AS pid');

async function currentPid(): Promise<number> {
  return (await pid.rows<{ pid: number }>(pool))[0]?.pid ?? 0;
}

describe('parameters', () => {
  const echo = new Statement(
    'echo',
    `SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::uuid[], $5::boolean[], $6::jsonb[])
       WITH ORDINALITY AS member(amount, at, note, id, flag, document, position) ORDER BY position`,
  );
  const anyMember = fc.record({
    amount: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
    at: fc.option(
      fc.date({
        min: new Date('0001-01-02T00:00:00Z'),
        max: new Date('9999-12-30T00:00:00Z'),
        noInvalidDate: true,
      }),
    ),
    note: fc.option(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''))),
    id: fc.option(fc.uuid()),
    flag: fc.option(fc.boolean()),
    document: fc.option(fc.constantFrom({ a: [1, 'x"\\{}'] }, {}, [1, 2], 'text')),
  });

  test('arrays of every kind arrive as they were sent, nulls included, one row for each and in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMember, { maxLength: 20 }), async (members) => {
        const rows = await echo.rows<object>(pool, [
          members.map(({ amount }) => amount),
          members.map(({ at }) => at),
          members.map(({ note }) => note),
          members.map(({ id }) => id),
          members.map(({ flag }) => flag),
          members.map(({ document }) => (document === null ? null : JSON.stringify(document))),
        ]);
        expect(rows).toEqual(members.map((member, index) => ({ ...member, position: BigInt(index + 1) })));
      }),
      { numRuns: 60 },
    );
  });

  test('single values arrive as they were sent', async () => {
    const values = new Statement(
      'values',
      'SELECT $1::bigint AS amount, $2::timestamptz AS at, $3::text AS note',
    );
    const sent = { amount: -(2n ** 63n), at: new Date('2026-03-29T01:30:00.001Z'), note: null };
    expect(await values.rows(pool, Object.values(sent))).toEqual([sent]);
  });
});

describe('prepared statements', () => {
  const preparedNames = new Statement('prepared', 'SELECT name FROM pg_prepared_statements ORDER BY name');

  test('a statement is prepared once on a connection, under its own name', async () => {
    const once = new Statement('prepared-once', 'SELECT $1::int AS value');
    await once.rows(pool, [1]);
    await once.rows(pool, [2]);
    await inTransaction(pool, (tx) => once.rows(tx, [3]));
    const names = (await preparedNames.rows<{ name: string }>(pool)).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('prepared-once'))).toEqual([once.name]);
  });

  test('another text has another name, and both work on one connection', async () => {
    const before = new Statement('changing', 'SELECT 1 AS value');
    const after = new Statement('changing', 'SELECT 2 AS value');
    expect(before.name).not.toBe(after.name);
    expect([await before.rows(pool), await after.rows(pool)]).toEqual([[{ value: 1 }], [{ value: 2 }]]);
  });

  test('a long title stays within what PostgreSQL keeps of a name, and keeps its hash', () => {
    const titles = ['a', 'b'].map((text) => new Statement('t'.repeat(80), text).name);
    expect(titles.map(({ length }) => length)).toEqual([63, 63]);
    expect(new Set(titles).size).toBe(2);
  });

  test('a lost connection only costs preparing again', async () => {
    const before = await currentPid();
    const removed = new Promise((resolve) => pool.once('remove', resolve));
    await terminate(database, before);
    await removed;
    expect(await currentPid()).not.toBe(before);
  });

  test('a refused statement does not cost the connection', async () => {
    const before = await currentPid();
    const refused = new Statement('refused', 'SELECT 1 / $1::int');
    await expect(refused.rows(pool, [0])).rejects.toMatchObject({ code: '22012' });
    expect(await currentPid()).toBe(before);
  });

  test('inside a transaction it sees what the transaction did', async () => {
    await database.sql('CREATE TABLE seen (id int)');
    const insert = new Statement('insert', 'INSERT INTO seen VALUES ($1) RETURNING id');
    const count = new Statement('count', 'SELECT count(*) FROM seen');
    await inTransaction(pool, async (tx) => {
      await insert.rows(tx, [1]);
      expect(await count.rows(tx)).toEqual([{ count: 1n }]);
    });
  });
});

describe('loading', () => {
  const folder = mkdtempSync(join(tmpdir(), 'statements-'));
  const source = join(folder, 'app', 'src', 'authorizations');
  const compiled = join(folder, 'app', 'dist', 'authorizations');

  beforeAll(() => {
    for (const path of [source, compiled]) mkdirSync(path, { recursive: true });
    writeFileSync(join(source, 'request-authorization.sql'), 'SELECT 1');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['its source', source],
    ['compiled code', compiled],
  ])('finds the file from %s', (_, dirname) => {
    const statement = loadStatement(dirname, 'request-authorization.sql');
    expect(statement.text).toBe('SELECT 1');
    expect(statement.name).toMatch(/^request-authorization-[0-9a-f]{8}$/);
  });

  test('of a file that is not there fails at once', () => {
    expect(() => loadStatement(compiled, 'missing.sql')).toThrow('missing.sql');
  });
});
