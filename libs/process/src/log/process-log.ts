import pino, { type DestinationStream, type Logger } from 'pino';
import { scrubDigits } from '@mayfly/messaging';

/** A service's log: JSON, one line an event, on stdout. */
export type Log = Logger;
/** Where lines go instead of stdout. */
export type LogDestination = DestinationStream;

export interface ProcessLogOptions {
  /** The service's name, in every line. */
  readonly app: string;
  readonly level: string;
  /** Names of fields that are never written down, wherever they turn up. */
  readonly secrets: readonly string[];
}

/** Each line is out before the next statement runs: a process that says why it ends, and ends, has been heard. */
const stdout = (): LogDestination => pino.destination({ dest: process.stdout.fd, sync: true });

/**
 * Times are ISO 8601, not milliseconds: a run of thirteen digits passes for a card number now and then, and those who
 * scan this log for leaks should find none.
 */
export function createProcessLog(
  { app, level, secrets }: ProcessLogOptions,
  destination: LogDestination = stdout(),
): Log {
  const options = {
    level,
    base: { app },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    serializers: { err: describeError },
  };
  return pino(options, destination);
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
