import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { RunningMayfly } from './running-mayfly';

const withinMs = 60_000;

/** How a command ended, and what it printed on both outputs. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly printed: string;
}

/** Runs a command of a compiled application against a system, as its operator would. */
export function runCommand(
  { system }: RunningMayfly,
  app: 'network-simulator' | 'operations',
  ...args: readonly string[]
): Promise<CommandOutcome> {
  const env = {
    ...process.env,
    CARD_DATABASE_URL: system.cardDatabaseUrl,
    ASSESSMENT_DATABASE_URL: system.assessmentDatabaseUrl,
    KAFKA_BROKERS: system.kafkaBrokers,
    TOPIC_PREFIX: system.topicPrefix,
    MAYFLY_URL: system.urls[0],
    MAYFLY_OPERATOR_KEY: system.operatorKey,
    MAYFLY_ISO8583_LINKS: JSON.stringify(system.links),
  };
  const main = resolve(__dirname, '../../apps', app, 'dist/main.js');
  return new Promise((settle) => {
    const child = execFile(
      process.execPath,
      [main, ...args],
      { env, timeout: withinMs },
      (_error, stdout, stderr) => {
        settle({ exitCode: child.exitCode ?? -1, printed: stdout + stderr });
      },
    );
  });
}
