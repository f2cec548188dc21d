import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { outboxMigrations } from '../src/index';
import { repaid, repaidData } from './spec-events';

export interface SpecOutbox {
  readonly url: string;
  readonly pool: Pool;
  drop(): Promise<void>;
}

/** A database with an empty outbox. */
export async function createSpecOutbox(): Promise<SpecOutbox> {
  const adminUrl = process.env['TEST_POSTGRES_URL'];
  if (adminUrl === undefined) throw new Error('TEST_POSTGRES_URL is not set');
  const database: DisposableDatabase = await disposableDatabase(adminUrl, outboxMigrations);
  const pool = createPool(database.url, { max: 5, applicationName: 'outbox spec' });
  return {
    url: database.url,
    pool,
    async drop() {
      await pool.end();
      await database.drop();
    },
  };
}

const insertText = `
  INSERT INTO outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent)
  VALUES ($1, outbox_bucket($2), 'customer', $2, $3, $4, $5)`;

/** The statement by which a use case writes an event; gives its parameters and the event's id. */
export function outboxInsert(
  customerId: string,
  payload: unknown = repaidData(customerId),
  traceparent: string | null = null,
): { readonly id: string; readonly query: { readonly text: string; readonly values: unknown[] } } {
  const id = uuidv7();
  const values = [id, customerId, repaid, JSON.stringify(payload), traceparent];
  return { id, query: { text: insertText, values } };
}

/** Writes events of a customer, one transaction each; gives their ids in order. */
export async function writeEvents(outbox: SpecOutbox, customerId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { id, query } = outboxInsert(customerId);
    await outbox.pool.query(query);
    ids.push(id);
  }
  return ids;
}

/** How many rows satisfy a condition. */
export async function rowsWhere(outbox: SpecOutbox, condition: string): Promise<number> {
  const { rows } = await outbox.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM outbox WHERE ${condition}`,
  );
  return rows[0]?.n ?? 0;
}

/** How many buckets each relay holds by an unexpired lease. */
export async function bucketsByOwner(outbox: SpecOutbox): Promise<Record<string, number>> {
  const { rows } = await outbox.pool.query<{ owner: string; n: number }>(
    'SELECT owner, count(*)::int AS n FROM outbox_lease WHERE expires_at > now() GROUP BY owner',
  );
  return Object.fromEntries(rows.map(({ owner, n }) => [owner, n]));
}
