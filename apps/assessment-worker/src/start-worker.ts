import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { readPolicy } from '@mayfly/assessment';
import { deadLetterTopicOf } from '@mayfly/contracts';
import {
  connectBatchServer,
  createKafka,
  ensureTopics,
  KafkaBatchServer,
  type Kafka,
} from '@mayfly/messaging';
import { createPool, isRetriable, isStatementTimeout, migrate } from '@mayfly/postgres';
import { FrameworkLog, type Log, type RunningProcess } from '@mayfly/process';
import { FACTS, REQUESTS } from './consumers';
import { Readiness } from './operation/readiness';
import type { Settings } from './settings';
import { candidateOf } from './shadow/candidate';
import { WorkerModule } from './worker.module';

const app = 'assessment-worker';
/** Twelve partitions at once, of two consumers, and a few statements for health. */
const mostConnections = 10;

/** A worker that assesses. */
export interface Worker extends RunningProcess {
  readonly app: NestFastifyApplication;
  /**
   * Not ready any more, ends the shadow and HTTP, leaves the consumer groups after the batch in hand, then closes Kafka and the
   * pool: in this order, which is that of Nest's hooks, and each step within a time limit.
   */
  stop(): Promise<void>;
}

/**
 * Starts a worker: migrates its database, creates missing topics, joins its groups. Resolves when it assesses.
 *
 * @param onCrash a consumer has stopped for good: readiness fails already, the process should end
 */
export async function startWorker(
  settings: Settings,
  log: Log,
  onCrash: (error: Error) => void,
): Promise<Worker> {
  const policy = readPolicy(settings.policyFile);
  const candidate = candidateOf(settings, policy, log);
  await migrate(settings.databaseUrl, join(__dirname, '..', 'migrations'));
  const kafka = createKafka({
    brokers: settings.kafkaBrokers,
    clientId: app,
    topicPrefix: settings.topicPrefix,
    log,
  });
  await ensureTopics(kafka);
  const pool = createPool(settings.databaseUrl, { max: mostConnections, applicationName: app });
  const nest = await NestFactory.create<NestFastifyApplication>(
    WorkerModule.around(pool, kafka, policy, candidate),
    new FastifyAdapter(),
    { logger: new FrameworkLog(log), abortOnError: false },
  );
  const readiness = nest.get(Readiness);
  const crashed = (error: Error): void => {
    readiness.markStopped('consumer_crashed');
    onCrash(error);
  };
  const consumers = [
    consumer(kafka, app, REQUESTS, crashed),
    consumer(kafka, `${app}-facts`, FACTS, crashed),
  ];
  for (const server of consumers) connectBatchServer(nest, server);
  await nest.startAllMicroservices();
  await nest.listen(settings.healthPort, '0.0.0.0');
  readiness.markStarted(() => consumers.every((server) => server.isConsuming));
  return {
    app: nest,
    url: (await nest.getUrl()).replace('0.0.0.0', '127.0.0.1'),
    stop: () => nest.close(),
  };
}

function consumer(
  kafka: Kafka,
  groupId: string,
  transport: symbol,
  onCrash: (error: Error) => void,
): KafkaBatchServer {
  const server = new KafkaBatchServer({
    kafka,
    groupId,
    deadLetterTopic: deadLetterTopicOf(app),
    isRetriable,
    isTooSlow: isStatementTimeout,
    onCrash,
  });
  server.setTransportId(transport);
  return server;
}
