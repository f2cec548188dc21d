import { DatabaseError } from 'pg';
import { CommitOutcomeUnknown } from './commit-outcome-unknown';
import { isEndingCode } from './connection-lost';

const networkCodes: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The driver gives these errors no code: its words are all there is to go by (pg 8.23, pg-pool 3). */
const driverMessages: readonly string[] = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Client has encountered a connection error',
  'Client was closed',
  'Cannot use a pool after calling end',
];

/** PostgreSQL gave this transaction up, and nothing is wrong with what it wanted. */
const givenUpCodes: ReadonlySet<string> = new Set([
  '40001', // serialization failure
  '40P01', // deadlock detected
  '55P03', // lock timeout
  '57014', // statement timeout
]);

/** True when a statement took longer than it may: a smaller one may pass, the same one hardly. */
export function isStatementTimeout(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '57014';
}

/**
 * True when PostgreSQL is away: refused, unreachable, shutting down, connection lost, or no connection of the pool in time.
 *
 * Also true for `CommitOutcomeUnknown`. Outside a transaction, a statement that writes and fails this way may have
 * happened as well: run it again only if that is harmless.
 */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof CommitOutcomeUnknown) return true;
  if (error instanceof DatabaseError) return isEndingCode(error.code);
  // Not `instanceof Error`: Node's own errors are of another realm wherever code runs in a context of its own, as in Jest.
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && networkCodes.has(code)) return true;
  return typeof message === 'string' && driverMessages.some((start) => message.startsWith(start));
}

/**
 * True when the same work may succeed later: PostgreSQL is away, or gave this transaction up for a deadlock, a
 * serialization failure, or a lock or a statement that took too long. Meant for work that may run twice, as consumers of
 * Kafka do.
 */
export function isRetriable(error: unknown): boolean {
  if (isUnavailable(error)) return true;
  return error instanceof DatabaseError && givenUpCodes.has(error.code ?? '');
}
