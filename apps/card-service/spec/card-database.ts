import { join } from 'node:path';
import { disposableDatabase } from '@mayfly/local-stack';
import { outboxMigrations } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';

/** A migrated database of the card service for one spec file. */
export interface CardDatabase {
  readonly url: string;
  readonly pool: Pool;
  /** Closes the pool and deletes the database. */
  drop(): Promise<void>;
}

/** Creates it on the test run's PostgreSQL; its pool is small, as several spec files run at once. */
export async function cardDatabase(): Promise<CardDatabase> {
  const adminUrl = process.env['TEST_POSTGRES_URL'];
  if (adminUrl === undefined) throw new Error('TEST_POSTGRES_URL is not set');
  const migrations = join(__dirname, '../migrations');
  const database = await disposableDatabase(adminUrl, outboxMigrations, migrations);
  const pool = createPool(database.url, { max: 8, applicationName: 'card-service spec' });
  return {
    url: database.url,
    pool,
    async drop() {
      await pool.end();
      await database.drop();
    },
  };
}
