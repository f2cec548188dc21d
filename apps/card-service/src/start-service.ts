import { join } from 'node:path';
import { deadLetterTopicOf } from '@mayfly/contracts';
import {
  connectBatchServer,
  ensureTopics,
  KafkaBatchServer,
  outboxMigrations,
  type Kafka,
} from '@mayfly/messaging';
import { isRetriable, isStatementTimeout, isUnavailable, migrate, type Pool } from '@mayfly/postgres';
import type { Log, RunningProcess } from '@mayfly/process';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { InstallOperatorKey } from './access/install-operator-key';
import { RequestAuthorization } from './authorizations/request/request-authorization';
import { ResolutionNotices } from './authorizations/answer/resolution-notices';
import { NumberRanges } from './cards/number-ranges';
import { createApplication } from './create-application';
import { CheckKeys } from './keys/check-keys';
import { RecordFirstGeneration } from './keys/record-first-generation';
import { OutboxPublication } from './outbox/outbox-publication';
import { CheckClock } from './operation/check-clock';
import { Readiness } from './operation/readiness';
import { untilAvailable } from './operation/until-available';
import type { AllowedMethods } from './http/allowed-methods';
import { KAFKA, POOL, SIDE_POOL } from './providers';
import { PurchasePowerNotices } from './purchase-power/purchase-power-notices';
import { Sweeper } from './sweeper/sweeper';
import type { Settings } from './settings';

/** How long a start waits for PostgreSQL, and then for Kafka. */
const availableWithinMs = 60_000;

const closeIdleEveryMs = 50;

/** Beside src and beside dist. */
const migrations = join(__dirname, '../migrations');

/** A service that takes calls. */
export interface RunningService extends RunningProcess {
  readonly app: NestFastifyApplication;
  readonly routes: AllowedMethods;
  /**
   * Takes no new calls, lets those in hand be answered (the consumer still brings their decisions), then stops the
   * consumer, the relay and the pools, in this order and each within a time limit.
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
  await app.get(CheckClock).execute();
  await app.get(RecordFirstGeneration).execute();
  await app.get(CheckKeys).execute();
  await app.get(InstallOperatorKey).execute();
  await app.get(NumberRanges).install();
  await app.get(OutboxPublication).start();
  await app.get(ResolutionNotices).start();
  await app.get(PurchasePowerNotices).start();
  await app.startAllMicroservices();
  app.get(Sweeper).start();
  await app.listen(settings.port, '0.0.0.0');
  readiness.markStarted(() => consumer.isConsuming);
  return {
    url: urlOf(app),
    app,
    routes,
    async stop() {
      readiness.markStopped('shutting_down');
      app.get(RequestAuthorization).stop();
      await stopInOrder(app, kafka);
    },
  };
}

/** The pools go last: everything before them may still have something to write. */
async function stopInOrder(app: NestFastifyApplication, kafka: Kafka): Promise<void> {
  const pools: Pool[] = [app.get(SIDE_POOL), app.get(POOL)];
  await app.get(Sweeper).stop();
  // Node closes the connections that are idle now; one that is answered later would stay open for as long as it is kept alive.
  const closing = setInterval(() => {
    app.getHttpServer().closeIdleConnections();
  }, closeIdleEveryMs);
  await app.close();
  clearInterval(closing);
  await app.get(ResolutionNotices).stop();
  await app.get(PurchasePowerNotices).stop();
  await kafka.close();
  for (const pool of pools) await pool.end();
}

function urlOf(app: NestFastifyApplication): string {
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return `http://127.0.0.1:${address.port}`;
}
