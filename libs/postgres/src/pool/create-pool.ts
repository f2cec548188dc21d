import { Pool } from 'pg';
import { valueTypes } from './value-types';

export interface PoolOptions {
  /** The most connections that are open at once. */
  readonly max: number;
  /** Shown in pg_stat_activity and in the server's log. */
  readonly applicationName: string;
  /** How long to wait for a connection, be it a new one or a free one of the pool. Default 1,000 ms. */
  readonly connectTimeoutMs?: number;
  /** PostgreSQL ends a statement that takes longer. Default 5,000 ms; 0 = no limit. */
  readonly statementTimeoutMs?: number;
  /** PostgreSQL ends a statement that waits longer for one lock. Default 2,000 ms; 0 = no limit. */
  readonly lockTimeoutMs?: number;
  /** For reports: statements read whole tables, and are planned for what is in them. By default a plan is made once and reads no table in full. */
  readonly readsWholeTables?: boolean;
}

/** Beyond its own statement timeout a server that still says nothing is taken for dead (stopped, or unreachable). */
const silenceMs = 1_000;

/** The operating system's own default is two hours. */
const keepAliveDelayMs = 10_000;

/** A transaction whose process stands still must not hold account locks for longer. */
const idleInTransactionMs = 10_000;

/**
 * Statements take arrays, of which a plan made for the values at hand knows no more than one made once for all: planning anew cost
 * more than the work. Such a plan may be made while a table is empty and be used when it is full, so it must not read all of it.
 * Compiling a plan costs more than a short statement, too.
 */
const plannedOnce = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_bitmapscan=off',
  'enable_mergejoin=off',
  'jit=off',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * Opens a pool lazily: nothing connects before the first statement, and PostgreSQL being away is an error of that statement
 * (see `isUnavailable`), never of the process.
 *
 * @param url postgres://user:password@host:port/database
 */
export function createPool(url: string, options: PoolOptions): Pool {
  const statementTimeoutMs = options.statementTimeoutMs ?? 5_000;
  const pool = new Pool({
    connectionString: url,
    max: options.max,
    application_name: options.applicationName,
    ...(options.readsWholeTables === true ? {} : { options: plannedOnce }),
    connectionTimeoutMillis: options.connectTimeoutMs ?? 1_000,
    statement_timeout: statementTimeoutMs,
    lock_timeout: options.lockTimeoutMs ?? 2_000,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    ...(statementTimeoutMs > 0 ? { query_timeout: statementTimeoutMs + silenceMs } : {}),
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelayMs,
    types: valueTypes,
  });
  // Without a listener, Node ends the process when PostgreSQL drops an idle connection; the pool has replaced it already.
  pool.on('error', () => undefined);
  return pool;
}
