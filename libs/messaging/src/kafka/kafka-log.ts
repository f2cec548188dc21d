import { logLevel, type logCreator } from 'kafkajs';
import type { MessagingLog } from './log';

const told = new Set(['broker', 'groupId', 'topic', 'partition', 'retryCount', 'retryTime', 'error']);

/** Sends kafkajs' own lines to the process's log; its info lines are too chatty for more than debug. */
export function kafkaLogCreator(log: MessagingLog): logCreator {
  return () => (entry) => {
    const fields = Object.fromEntries(Object.entries(entry.log).filter(([name]) => told.has(name)));
    const line = [{ kafka: entry.namespace, ...fields }, entry.log.message] as const;
    if (entry.level === logLevel.ERROR) log.warn(...line);
    else log.debug(...line);
  };
}
