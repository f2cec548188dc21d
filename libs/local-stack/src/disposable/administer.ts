import { Client, escapeIdentifier } from 'pg';

/** Runs statements that concern whole databases, on a connection of their own. */
export async function administer<T>(adminUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The URL of another database of the same server and user. */
export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Creates a database, empty or as a copy, unless there is one of that name. */
export async function createDatabase(client: Client, name: string, template = 'template1'): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  await client.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`);
}
