import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a running Mayfly is: what the operators' commands need to reach it. */
export interface RunningSystem {
  readonly cardDatabaseUrl: string;
  readonly assessmentDatabaseUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly topicPrefix: string;
}

/** Thrown when neither the environment nor a running `npm start` tells where the system is. */
export class NoRunningSystem extends Error {}

/**
 * Finds the system: by the environment when it names one (the same variables as the applications read), else by the file
 * that `npm start` keeps in `.mayfly/` of the checkout while it runs.
 */
export function findRunningSystem(env: NodeJS.ProcessEnv, checkout: string): RunningSystem {
  const started = startedHere(checkout);
  const setting = (name: string): string => {
    const value = env[name] ?? started[name];
    if (value !== undefined) return value;
    throw new NoRunningSystem(`${name} is not set, and no \`npm start\` is running in this checkout`);
  };
  return {
    cardDatabaseUrl: setting('CARD_DATABASE_URL'),
    assessmentDatabaseUrl: setting('ASSESSMENT_DATABASE_URL'),
    kafkaBrokers: setting('KAFKA_BROKERS').split(','),
    topicPrefix: env['TOPIC_PREFIX'] ?? started['TOPIC_PREFIX'] ?? '',
  };
}

function startedHere(checkout: string): Record<string, string | undefined> {
  const file = join(checkout, '.mayfly', 'running.json');
  if (!existsSync(file)) return {};
  return (JSON.parse(readFileSync(file, 'utf8')) as { env: Record<string, string> }).env;
}
