import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSpecDatabase, type SpecDatabase } from '../../spec/spec-database';
import { createWireCutter } from '../../spec/wire-cutter';
import { isUnavailable, migrate } from '../index';

let database: SpecDatabase;
let root: string;

beforeEach(async () => {
  database = await createSpecDatabase();
  root = mkdtempSync(join(tmpdir(), 'migrations-'));
});

afterEach(async () => {
  rmSync(root, { recursive: true });
  await database.drop();
});

/** Writes a package's migrations and gives their folder. */
function migrationsOf(packageName: string, files: Record<string, string>): string {
  const folder = join(root, packageName, 'migrations');
  mkdirSync(folder, { recursive: true });
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
  return folder;
}

async function tables(): Promise<string[]> {
  const rows = await database.sql<{ tablename: string }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
  );
  return rows.map(({ tablename }) => tablename);
}

describe('migrating', () => {
  test('applies files in the order of their numbers, several statements each, once', async () => {
    const folder = migrationsOf('card-service', {
      '0010-rows.sql': "INSERT INTO cards VALUES ('it''s; $1')",
      '0002-cards.sql': 'CREATE TABLE cards (note text); CREATE INDEX ON cards (note);',
      'README.md': 'not a migration',
    });
    expect(await migrate(database.url, folder)).toEqual(['0002-cards', '0010-rows']);
    expect(await migrate(database.url, folder)).toEqual([]);
    expect(await database.sql('SELECT note FROM cards')).toEqual([{ note: "it's; $1" }]);
  });

  test('applies only what is new to a database that was migrated before', async () => {
    const folder = migrationsOf('card-service', { '0001-a.sql': 'CREATE TABLE a ()' });
    await migrate(database.url, folder);
    migrationsOf('card-service', { '0002-b.sql': 'CREATE TABLE b ()' });
    expect(await migrate(database.url, folder)).toEqual(['0002-b']);
  });

  test('keeps the lists of several folders apart, and applies the folders in order', async () => {
    const messaging = migrationsOf('messaging', { '0001-outbox.sql': 'CREATE TABLE outbox (id int)' });
    const service = migrationsOf('card-service', {
      '0001-outbox.sql': 'ALTER TABLE outbox ADD COLUMN note text',
    });
    await migrate(database.url, messaging, service);
    expect(await tables()).toEqual(['card_service_migrations', 'messaging_migrations', 'outbox']);
  });

  test('lets several instances start at once', async () => {
    const folder = migrationsOf('card-service', {
      '0001-slow.sql': 'CREATE TABLE slow (); SELECT pg_sleep(0.2)',
      '0002-more.sql': 'CREATE TABLE more ()',
    });
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, folder)));
    expect(applied.flat()).toEqual(['0001-slow', '0002-more']);
  });

  test('leaves nothing of a file that fails, keeps what went before, and goes on from there when it is mended', async () => {
    const folder = migrationsOf('card-service', {
      '0001-good.sql': 'CREATE TABLE good ()',
      '0002-bad.sql': 'CREATE TABLE half (); SELECT 1 / 0',
    });
    await expect(migrate(database.url, folder)).rejects.toThrow('division by zero');
    expect(await tables()).toEqual(['card_service_migrations', 'good']);
    migrationsOf('card-service', { '0002-bad.sql': 'CREATE TABLE whole ()' });
    expect(await migrate(database.url, folder)).toEqual(['0002-bad']);
  });

  test.each([
    [{ '1-short.sql': '' }, 'NNNN-name.sql'],
    [{ '0001-Capital.sql': '' }, 'NNNN-name.sql'],
    [{ '0001-a.sql': '', '0001-b.sql': '' }, '0001 is used twice'],
  ])('refuses the file names of %p', async (files, problem) => {
    await expect(migrate(database.url, migrationsOf('card-service', files))).rejects.toThrow(problem);
    expect(await tables()).toEqual([]);
  });

  test('says that PostgreSQL is away when it is', async () => {
    const wire = await createWireCutter(database.url);
    await wire.refuse();
    const folder = migrationsOf('card-service', { '0001-a.sql': 'SELECT 1' });
    const error: unknown = await migrate(wire.url, folder).catch((thrown: unknown) => thrown);
    expect(isUnavailable(error)).toBe(true);
  });
});
