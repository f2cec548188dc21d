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

const serializationFailure = '40001';
const deadlockDetected = '40P01';

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
 * True when the same work may succeed later: PostgreSQL is away, or chose this transaction as the victim of a deadlock or
 * a serialization failure. Meant for work that may run twice, as consumers of Kafka do.
 */
export function isRetriable(error: unknown): boolean {
  if (isUnavailable(error)) return true;
  return (
    error instanceof DatabaseError && (error.code === serializationFailure || error.code === deadlockDetected)
  );
}
