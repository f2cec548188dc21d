import {
  Kafka as KafkaClient,
  Partitioners,
  type Admin,
  type Consumer,
  type ConsumerConfig,
  type Producer,
} from 'kafkajs';
import { stopBusyTimer } from './busy-timer';
import { kafkaLogCreator } from './kafka-log';
import { SharedConnection } from './shared-connection';
import { silentLog, type MessagingLog } from './log';

/** Where Kafka is and how this process calls itself there. */
export interface KafkaSettings {
  readonly brokers: readonly string[];
  /** Shown in the broker's logs and quotas. */
  readonly clientId: string;
  /** Put before every topic and consumer-group name, so that several systems can share a cluster. May be empty. */
  readonly topicPrefix: string;
  readonly log?: MessagingLog;
}

/** One process's way to Kafka: a producer and an admin client that everybody shares, and a consumer for each group. */
export class Kafka {
  readonly #client: KafkaClient;
  readonly #producer: SharedConnection<Producer>;
  readonly #admin: SharedConnection<Admin>;

  constructor(
    client: KafkaClient,
    readonly topicPrefix: string,
    readonly log: MessagingLog,
  ) {
    this.#client = client;
    this.#producer = new SharedConnection(() =>
      client.producer({
        createPartitioner: Partitioners.DefaultPartitioner,
        allowAutoTopicCreation: false,
        // One request at a time: a retry can then never overtake the records sent after it.
        maxInFlightRequests: 1,
        // kafkajs cannot be told to give up what it retries: `publishRecords` does it, within its deadline.
        retry: { retries: 0 },
      }),
    );
    this.#admin = new SharedConnection(() => client.admin());
  }

  /** The name on the broker of a topic or a consumer group. */
  prefixed(name: string): string {
    return this.topicPrefix + name;
  }

  /** The name without the prefix, of a topic or a consumer group on the broker. */
  unprefixed(name: string): string {
    return name.startsWith(this.topicPrefix) ? name.slice(this.topicPrefix.length) : name;
  }

  /** The shared producer, connected. */
  producer(): Promise<Producer> {
    return this.#producer.get();
  }

  /** The shared admin client, connected. */
  admin(): Promise<Admin> {
    return this.#admin.get();
  }

  /** A consumer of its own: Kafka wants one for each member of a group. Not connected yet. */
  consumer(config: ConsumerConfig): Consumer {
    return this.#client.consumer({ allowAutoTopicCreation: false, ...config });
  }

  /** Answers when the cluster does; throws when it does not. For readiness. */
  async ping(): Promise<void> {
    await (await this.admin()).describeCluster();
  } /**
   * Gives the next sender a new producer, and closes the present one when `lastSend` has settled: earlier it would only
   * connect again to go on trying.
   */
  async replaceProducer(lastSend: Promise<unknown>): Promise<void> {
    await this.#producer.close(lastSend);
  }
  /** Closes the shared connections. Consumers are closed by their owners, before this. */
  async close(): Promise<void> {
    await Promise.all([this.#producer.close(), this.#admin.close()]);
  }
}

/**
 * The port to Kafka. Connects on first use. Topics are never created by naming them: `ensureTopics` creates them.
 */
export function createKafka({ brokers, clientId, topicPrefix, log = silentLog }: KafkaSettings): Kafka {
  stopBusyTimer();
  const client = new KafkaClient({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 2_000,
    requestTimeout: 5_000,
    logCreator: kafkaLogCreator(log),
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
  });
  return new Kafka(client, topicPrefix, log);
}
