import { policyFileOf } from '@mayfly/assessment';
import { resolve } from 'node:path';
import type {
  AuthorizationDecided,
  AuthorizationRequested,
  CustomerProfile,
  EventData,
  EventType,
} from '@mayfly/contracts';
import { eventKeyOf } from '@mayfly/contracts';
import { disposableDatabase, disposableTopicPrefix } from '@mayfly/local-stack';
import {
  createKafka,
  EventPublisher,
  readTopics,
  tailTopics,
  ensureTopics,
  type Kafka,
  type StoredRecord,
} from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { createLog } from '../src/operation/log';
import { startWorker, type Worker } from '../src/start-worker';
import { bookPurchase, goodCustomer } from '../../../test/assessment/purchases';
import { eventually } from '../../../test/support/eventually';

export const workerMigrations = resolve(__dirname, '../migrations');

/** A customer of a test's own, as good as the good one unless changed. */
export function newCustomer(change: Partial<CustomerProfile> = {}): CustomerProfile {
  return { ...goodCustomer, customerId: uuidv7(), ...change };
}

/** A purchase that is being made now, on a new card, to be answered within two seconds. */
export function newRequest(
  customer: CustomerProfile,
  change: Partial<AuthorizationRequested> = {},
): AuthorizationRequested {
  const now = Date.now();
  return {
    ...bookPurchase,
    authorizationId: uuidv7(),
    customerId: customer.customerId,
    card: { ...bookPurchase.card, cardId: uuidv7() },
    requestedAt: new Date(now).toISOString(),
    deadlineAt: new Date(now + 20_000).toISOString(),
    profileVersion: customer.version,
    ...change,
  };
}

/** Real workers on a database and topics of their own, and the other side of Kafka. */
export class WorkerScene {
  readonly decided: StoredRecord[] = [];
  readonly #closing: (() => Promise<void>)[] = [];
  readonly #workers = new Set<Worker>();

  private constructor(
    readonly pool: Pool,
    readonly kafka: Kafka,
    private readonly databaseUrl: string,
    private readonly brokers: readonly string[],
  ) {}

  static async open(): Promise<WorkerScene> {
    const database = await disposableDatabase(setting('TEST_POSTGRES_URL'), workerMigrations);
    const pool = createPool(database.url, { max: 4, applicationName: 'worker scene' });
    const brokers = setting('KAFKA_BROKERS').split(',');
    const topicPrefix = disposableTopicPrefix();
    const kafka = createKafka({ brokers, clientId: 'worker-scene', topicPrefix });
    const scene = new WorkerScene(pool, kafka, database.url, brokers);
    scene.#closing.push(
      () => database.drop(),
      () => pool.end(),
      () => kafka.close(),
    );
    await ensureTopics(kafka);
    const errors: Error[] = [];
    const tail = await tailTopics(
      kafka,
      { topics: ['authorization.decided.v1'], from: 'beginning', onError: (error) => errors.push(error) },
      (records) => void scene.decided.push(...records),
    );
    scene.#closing.push(() => tail.stop());
    return scene;
  }

  /** Starts one more worker. */
  async startWorker(shadowPolicyFile: string | null = null): Promise<Worker> {
    const settings = {
      databaseUrl: this.databaseUrl,
      kafkaBrokers: this.brokers,
      topicPrefix: this.kafka.topicPrefix,
      policyFile: policyFileOf('policy-1'),
      shadowPolicyFile,
      healthPort: 0,
      logLevel: 'silent',
    };
    const worker = await startWorker(settings, createLog('silent'), (error) => {
      throw error;
    });
    this.#workers.add(worker);
    return worker;
  }

  async stopWorker(worker: Worker): Promise<void> {
    this.#workers.delete(worker);
    await worker.stop();
  }

  /** Publishes events of one type, each in a record of its own, as the card service would. */
  async tell<T extends EventType>(type: T, ...events: readonly EventData<T>[]): Promise<void> {
    const publisher = new EventPublisher({ kafka: this.kafka, source: 'card-service' });
    await publisher.publish(
      events.map((data) => ({ id: uuidv7(), type, customerId: eventKeyOf(data), time: new Date(), data })),
    );
  }

  /** Publishes a profile and waits until a worker has stored it. */
  async introduce(...customers: readonly CustomerProfile[]): Promise<void> {
    await this.tell('customer.profile.v1', ...customers);
    await eventually(async () => {
      for (const { customerId, version } of customers) {
        const { rows } = await this.pool.query(
          'select version from customer_profiles where customer_id = $1',
          [customerId],
        );
        if ((rows[0] as { version: number } | undefined)?.version !== version)
          throw new Error('no profile yet');
      }
    });
  }

  /** The records of decisions on an authorization, once there are `count`. */
  async decisionRecords(authorizationId: string, count = 1): Promise<StoredRecord[]> {
    return eventually(() => {
      const found = this.decided.filter((record) => dataOf(record).authorizationId === authorizationId);
      if (found.length < count)
        throw new Error(`${found.length} of ${count} decisions on ${authorizationId}`);
      return Promise.resolve(found);
    });
  }

  /** The decision on an authorization, once it is published. */
  async decision(authorizationId: string): Promise<AuthorizationDecided> {
    const [record] = await this.decisionRecords(authorizationId);
    if (record === undefined) throw new Error('no record');
    return dataOf(record);
  }

  /** Everything in the worker's dead-letter topic. */
  async deadLetters(): Promise<StoredRecord[]> {
    const letters: StoredRecord[] = [];
    await readTopics(
      this.kafka,
      ['assessment-worker.dead-letters.v1'],
      (records) => void letters.push(...records),
    );
    return letters;
  }

  async close(): Promise<void> {
    for (const worker of this.#workers) await worker.stop();
    for (const close of this.#closing.reverse()) await close();
  }
}

/** The decision in a record. */
export function dataOf(record: StoredRecord): AuthorizationDecided {
  return JSON.parse(record.value?.toString('utf8') ?? 'null') as AuthorizationDecided;
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the global setup of the tests sets it`);
  return value;
}
