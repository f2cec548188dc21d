import { DatabaseError } from 'pg';

/** PostgreSQL's own word (SQLSTATE) that it ended, or refused, the connection. */
const endingCodes: ReadonlySet<string> = new Set([
  '25P03', // idle in transaction for too long
  '25P04', // transaction timeout
  '53300', // too many connections
  '57P01', // administrator's shutdown, or pg_terminate_backend
  '57P02', // crash of another backend
  '57P03', // starting up or shutting down
  '57P04', // database dropped
  '57P05', // idle session timeout
]);

/** Class 08 is the connection itself, 58 the server's own files, XX a fault inside PostgreSQL (a panic among them). */
const endingClasses = /^(08|58|XX)/;

/** True when PostgreSQL itself said no to a statement and the connection is good for the next one. */
export function isRefusedStatement(error: unknown): boolean {
  return error instanceof DatabaseError && !isEndingCode(error.code);
}

/** True for the SQLSTATE values after which nothing more can be asked on the connection. */
export function isEndingCode(code: string | undefined): boolean {
  return code === undefined || endingCodes.has(code) || endingClasses.test(code);
}
