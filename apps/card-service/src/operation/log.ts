import { createProcessLog, type Log, type LogDestination } from '@mayfly/process';

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

export function createLog(level: string, destination?: LogDestination): Log {
  return createProcessLog({ app: 'card-service', level, secrets }, destination);
}
