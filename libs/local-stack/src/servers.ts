import { join } from 'node:path';
import { startKafka, type LocalKafka } from './kafka/start-kafka';
import type { Progress } from './kafka/kafka-jars';
import { startPostgres, type LocalPostgres } from './postgres/start-postgres';

/** A PostgreSQL and a Kafka, wherever they run. */
export interface ServerAddresses {
  /** Of a user who may create databases. */
  readonly postgresUrl: string;
  /** host:port, separated by commas. */
  readonly kafkaBrokers: string;
}

/** Both servers, run by this process. */
export interface LocalServers extends ServerAddresses {
  readonly postgres: LocalPostgres;
  readonly kafka: LocalKafka;
  /** Ends both; deletes their data unless they were put into a directory of the caller's. */
  stop(): Promise<void>;
}

/** Where the servers keep their data, and who is told of a download. */
export interface ServerOptions {
  /** Keeps the data in this directory, over restarts; without it they go when the servers stop. */
  readonly dataDir?: string;
  readonly progress?: Progress;
}

/** Starts PostgreSQL and Kafka at the same time; settles when clients can work with both. */
export async function startServers({ dataDir, progress }: ServerOptions = {}): Promise<LocalServers> {
  const place = (name: string): { dataDir?: string } =>
    dataDir === undefined ? {} : { dataDir: join(dataDir, name) };
  const starting = [startPostgres(place('postgres')), startKafka(place('kafka'), progress)] as const;
  const outcomes = await Promise.allSettled(starting);
  if (outcomes.some(({ status }) => status === 'rejected')) {
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.stop();
  }
  const [postgres, kafka] = await Promise.all(starting);
  return {
    postgres,
    kafka,
    postgresUrl: postgres.url,
    kafkaBrokers: kafka.brokers,
    async stop() {
      await Promise.all([kafka.stop(), postgres.stop()]);
    },
  };
}
