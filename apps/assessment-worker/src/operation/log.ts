import { createProcessLog, type Log, type LogDestination } from '@mayfly/process';

/** No card number and no CVV2 ever comes here; a customer's profile does, and none of it belongs into a log. */
const secrets = ['profile', 'snapshot', 'data', 'event', 'birthDate', 'cardNumber', 'cvv2'];

export function createLog(level: string, destination?: LogDestination): Log {
  return createProcessLog({ app: 'assessment-worker', level, secrets }, destination);
}
