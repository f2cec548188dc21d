import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '@mayfly/postgres';
import { escapeIdentifier, type Client } from 'pg';
import { administer, createDatabase, databaseUrl } from './administer';

/** A database of one test's own. */
export interface DisposableDatabase {
  readonly url: string;
  /** Deletes it, and throws out whoever is still connected. */
  drop(): Promise<void>;
}

/** One making of a template at a time: the number is this file's own among advisory locks. */
const templateLock = 7_193_001;

/**
 * Creates a database with a name nobody else has. With folders of migrations it is brought up to date: they are applied
 * once for each of their states, to a template that later databases are copied from.
 *
 * @param adminUrl of a user who may create databases
 */
export async function disposableDatabase(
  adminUrl: string,
  ...migrationsDirs: string[]
): Promise<DisposableDatabase> {
  const name = `disposable_${randomBytes(6).toString('hex')}`;
  await administer(adminUrl, async (client) => {
    const template =
      migrationsDirs.length > 0 ? await migratedTemplate(client, adminUrl, migrationsDirs) : undefined;
    await createDatabase(client, name, template);
  });
  return {
    url: databaseUrl(adminUrl, name),
    async drop() {
      await administer(adminUrl, (client) =>
        client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`),
      );
    },
  };
}

async function migratedTemplate(client: Client, adminUrl: string, migrationsDirs: string[]): Promise<string> {
  const name = `template_${contentHash(migrationsDirs)}`;
  await client.query('select pg_advisory_lock($1)', [templateLock]);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    // Under another name until it is complete: whoever is interrupted leaves no half template.
    const unfinished = `${name}_unfinished`;
    await client.query(`drop database if exists ${escapeIdentifier(unfinished)} with (force)`);
    await createDatabase(client, unfinished);
    await migrate(databaseUrl(adminUrl, unfinished), ...migrationsDirs);
    await client.query(`alter database ${escapeIdentifier(unfinished)} rename to ${escapeIdentifier(name)}`);
  }
  await client.query('select pg_advisory_unlock($1)', [templateLock]);
  return name;
}

function contentHash(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const file of readdirSync(folder).sort())
      hash.update(`${folder}/${file}\n`).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
