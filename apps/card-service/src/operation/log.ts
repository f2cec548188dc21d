import pino, { type DestinationStream, type Logger } from 'pino';
import { scrubDigits } from '@mayfly/messaging';

/** The service's log: JSON, one line an event, on stdout. */
export type Log = Logger;

/** What must not be written down wherever it turns up; bodies are never logged in the first place. */
const secrets = [
  'authorization',
  'cardNumber',
  'number',
  'cvv2',
  'apiKey',
  'signingSecret',
  'body',
  'rawBody',
];

/**
 * Times are ISO 8601, not milliseconds: a run of thirteen digits passes for a card number now and then, and those who
 * scan this log for leaks should find none.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { app: 'card-service' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    serializers: { err: describeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** No more of an error than where and what: a driver's error also carries the values of the row. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: scrubDigits(String(error)) };
  const code = 'code' in error ? String(error.code) : undefined;
  return {
    type: error.name,
    code,
    message: scrubDigits(error.message),
    stack: error.stack === undefined ? undefined : scrubDigits(error.stack),
  };
}
