import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { guardian } from '@mayfly/local-stack';
import type { MayflySystem } from './mayfly/start-mayfly';

/**
 * Writes down where the running system is, for the commands that are started beside it: `env` holds the settings that
 * reach it, `cardKeys` those that only commands of the card service get. Only its owner may read the file, because of the keys.
 *
 * @returns a function that takes the file away, unless a later start has put its own there
 */
export function writeRunFile(checkout: string, system: MayflySystem): () => Promise<void> {
  const file = join(checkout, '.mayfly', 'running.json');
  const run = {
    pid: process.pid,
    urls: system.urls,
    logDir: system.logDir,
    env: {
      MAYFLY_URL: system.urls[0],
      MAYFLY_OPERATOR_KEY: system.operatorKey,
      CARD_DATABASE_URL: system.cardDatabaseUrl,
      ASSESSMENT_DATABASE_URL: system.assessmentDatabaseUrl,
      KAFKA_BROKERS: system.kafkaBrokers,
      TOPIC_PREFIX: system.topicPrefix,
    },
    cardKeys: system.cardKeys,
  };
  mkdirSync(dirname(file), { recursive: true });
  // A reader must never see half a file.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(run, undefined, 2), { mode: 0o600 });
  renameSync(unfinished, file);
  guardian.remove(file);
  return async () => {
    const { pid } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number };
    if (pid === process.pid) rmSync(file);
    await guardian.keep(file);
  };
}
