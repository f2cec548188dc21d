import type { Pool } from '@mayfly/postgres';

/** Bytes. */
export interface SystemSize {
  /** Tables with their indexes, but the outbox, from which what is published is gone within minutes. */
  readonly tables: number;
  /** The outbox, with what no vacuum has given back yet. */
  readonly outbox: number;
  /** Write-ahead log that was ever written by this server. */
  readonly log: number;
}

const tablesOfDatabase = `
  select
    coalesce(sum(pg_total_relation_size(oid)) filter (where relname <> 'outbox'), 0)::float8 as tables,
    coalesce(sum(pg_total_relation_size(oid)) filter (where relname = 'outbox'), 0)::float8 as outbox,
    pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as log
  from pg_class
  where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`;

/** How much room the two databases take. */
export async function sizeOf(cards: Pool, assessments: Pool): Promise<SystemSize> {
  const [first, second] = await Promise.all(
    [cards, assessments].map(async (pool) => (await pool.query<SystemSize>(tablesOfDatabase)).rows[0]),
  );
  if (first === undefined || second === undefined) throw new Error('a database has no size');
  return { tables: first.tables + second.tables, outbox: first.outbox, log: Math.max(first.log, second.log) };
}
