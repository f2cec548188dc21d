import pino, { type DestinationStream, type Logger } from 'pino';
import { scrubDigits } from '@mayfly/messaging';

/** The worker's log: JSON, one line an event, on stdout. */
export type Log = Logger;

/** No card number and no CVV2 ever comes here; a customer's profile does, and none of it belongs into a log. */
const personal = ['profile', 'snapshot', 'data', 'event', 'birthDate', 'cardNumber', 'cvv2'];

/**
 * Times are ISO 8601, not milliseconds: a run of thirteen digits passes for a card number now and then, and those who
 * scan this log for leaks should find none.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { app: 'assessment-worker' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: personal.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    serializers: { err: describeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** No more of an error than where and what: a driver's error also carries the values of the row. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: scrubDigits(String(error)) };
  return {
    type: error.name,
    code: 'code' in error ? String(error.code) : undefined,
    message: scrubDigits(error.message),
    stack: error.stack === undefined ? undefined : scrubDigits(error.stack),
  };
}
