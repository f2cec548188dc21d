import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { disposableDatabase } from './disposable-database';

const adminUrl = process.env['TEST_POSTGRES_URL'] ?? '';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a disposable database', () => {
  let folder: string;
  let migrations: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-spec-'));
    migrations = join(folder, 'migrations');
    mkdirSync(migrations);
    writeFileSync(join(migrations, '0001-shelf.sql'), 'create table shelf (book text);');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('has the tables of its migrations and shares nothing with another one', async () => {
    const [one, other] = await Promise.all([
      disposableDatabase(adminUrl, migrations),
      disposableDatabase(adminUrl, migrations),
    ]);
    await query(one.url, `insert into shelf values ('Moby-Dick')`);
    expect(await query(other.url, 'select * from shelf')).toEqual([]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('has what a migration added since the last one', async () => {
    const before = await disposableDatabase(adminUrl, migrations);
    writeFileSync(join(migrations, '0002-year.sql'), 'alter table shelf add column year int;');
    const after = await disposableDatabase(adminUrl, migrations);
    expect(await query(after.url, 'select year from shelf')).toEqual([]);
    await Promise.all([before.drop(), after.drop()]);
  });

  it('goes even while somebody is connected', async () => {
    const database = await disposableDatabase(adminUrl);
    const client = new Client({ connectionString: database.url });
    const thrownOut = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await database.drop();
    await thrownOut;
    await expect(query(database.url, 'select 1')).rejects.toThrow('does not exist');
  });
});
