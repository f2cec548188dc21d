import { logLevel, type logCreator } from 'kafkajs';
import type { MessagingLog } from './log';

/** Sends kafkajs' own lines to the process's log; its info lines are too chatty for more than debug. */
export function kafkaLogCreator(log: MessagingLog): logCreator {
  return () =>
    ({ level, namespace, log: entry }) => {
      const { message, timestamp: _timestamp, logger: _logger, stack: _stack, ...fields } = entry;
      const line = [{ kafka: namespace, ...fields }, message] as const;
      if (level === logLevel.ERROR) log.warn(...line);
      else log.debug(...line);
    };
}
