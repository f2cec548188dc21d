import { join } from 'node:path';
import { deadLetterTopicOf } from '@mayfly/contracts';
import {
  connectBatchServer,
  ensureTopics,
  KafkaBatchServer,
  outboxMigrations,
  type Kafka,
} from '@mayfly/messaging';
import { isRetriable, isStatementTimeout, isUnavailable, migrate } from '@mayfly/postgres';
import type { Log, RunningProcess } from '@mayfly/process';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { InstallOperatorKey } from './access/install-operator-key';
import { NumberRanges } from './cards/number-ranges';
import { createApplication } from './create-application';
import { CheckKeys } from './keys/check-keys';
import { RecordFirstGeneration } from './keys/record-first-generation';
import { CheckClock } from './operation/check-clock';
import { Readiness } from './operation/readiness';
import { untilAvailable } from './operation/until-available';
import type { AllowedMethods } from './http/allowed-methods';
import { KAFKA } from './providers';
import type { Settings } from './settings';

/** How long a start waits for PostgreSQL, and then for Kafka. */
const availableWithinMs = 60_000;

/** Beside src and beside dist. */
const migrations = join(__dirname, '../migrations');

/** A service that takes calls. */
export interface RunningService extends RunningProcess {
  readonly app: NestFastifyApplication;
  readonly routes: AllowedMethods;
  /**
   * Takes no new calls, lets those in hand be answered (the consumer still brings their decisions), then stops the
   * consumer, the relay and the pools: in this order, which is that of Nest's hooks, and each within a time limit.
   */
  stop(): Promise<void>;
}

/**
 * Brings the database and the topics up to date and starts everything. Several instances may do so at once.
 *
 * @param onCrash the consumer has ended for good: readiness fails already, and the process should leave
 * @throws when PostgreSQL or Kafka does not appear within a minute
 */
export async function startService(
  settings: Settings,
  log: Log,
  onCrash: (error: Error) => void,
): Promise<RunningService> {
  await untilAvailable(
    {
      what: 'PostgreSQL',
      limitMs: availableWithinMs,
      attempt: () => migrate(settings.databaseUrl, outboxMigrations, migrations),
      isAbsent: isUnavailable,
    },
    log,
  );
  const { app, routes } = await createApplication(settings, log);
  const kafka: Kafka = app.get(KAFKA);
  await untilAvailable(
    {
      what: 'Kafka',
      limitMs: availableWithinMs,
      attempt: () => ensureTopics(kafka),
      isAbsent: () => true,
    },
    log,
  );
  const readiness = app.get(Readiness);
  const consumer = new KafkaBatchServer({
    kafka,
    groupId: 'card-service',
    deadLetterTopic: deadLetterTopicOf('card-service'),
    isRetriable,
    isTooSlow: isStatementTimeout,
    onCrash: (error) => {
      readiness.markStopped('consumer_crashed');
      onCrash(error);
    },
  });
  connectBatchServer(app, consumer);
  await prepareDatabase(app);
  // Nest's hooks start and stop what works inside; what lets work in comes behind them.
  await app.init();
  await app.startAllMicroservices();
  await app.listen(settings.port, '0.0.0.0');
  readiness.markStarted(() => consumer.isConsuming);
  return { url: urlOf(app), app, routes, stop: () => app.close() };
}

/** Before any hook runs, and in this order, which Nest's modules would not keep: under a wrong key nothing is to be stored. */
async function prepareDatabase(app: NestFastifyApplication): Promise<void> {
  await app.get(CheckClock).execute();
  await app.get(RecordFirstGeneration).execute();
  await app.get(CheckKeys).execute();
  await app.get(InstallOperatorKey).execute();
  await app.get(NumberRanges).install();
}

function urlOf(app: NestFastifyApplication): string {
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return `http://127.0.0.1:${address.port}`;
}
