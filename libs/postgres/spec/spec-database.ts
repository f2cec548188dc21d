import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database of its own for one spec, on the server of the test run. */
export interface SpecDatabase {
  readonly url: string;
  /** Runs SQL over a connection that is not of the pool under test. */
  sql<Row>(text: string): Promise<Row[]>;
  drop(): Promise<void>;
}

export async function createSpecDatabase(): Promise<SpecDatabase> {
  const adminUrl = process.env['TEST_POSTGRES_URL'];
  if (adminUrl === undefined) throw new Error('TEST_POSTGRES_URL is not set');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await runOnce(adminUrl, `CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    sql: (text) => runOnce(url.href, text),
    drop: async () => {
      await runOnce(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Ends the session of a connection, as an administrator would. */
export function terminate(database: SpecDatabase, pid: number): Promise<unknown> {
  return database.sql(`SELECT pg_terminate_backend(${pid})`);
}

async function runOnce<Row>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}
