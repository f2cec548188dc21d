import { connect, Socket } from 'node:net';
import { disposableTopicPrefix } from '@mayfly/local-stack';
import { Kafka as KafkaClient } from 'kafkajs';
import { kafkaLogCreator } from '../src/kafka/kafka-log';
import { createKafka, ensureTopics, Kafka, silentLog } from '../src/index';

/** Where the broker of this test run is. */
export function specBrokers(): string[] {
  const brokers = process.env['KAFKA_BROKERS'];
  if (brokers === undefined) throw new Error('KAFKA_BROKERS is not set');
  return brokers.split(',');
}

/** A Kafka whose topics nobody else sees. */
export async function createSpecKafka(): Promise<Kafka> {
  const kafka = createKafka({
    brokers: specBrokers(),
    clientId: 'spec',
    topicPrefix: disposableTopicPrefix(),
  });
  await ensureTopics(kafka);
  return kafka;
}

/** Closes it and deletes its topics. */
export async function dropSpecKafka(kafka: Kafka): Promise<void> {
  const admin = await kafka.admin();
  const ours = (await admin.listTopics()).filter((topic) => topic.startsWith(kafka.topicPrefix));
  await admin.deleteTopics({ topics: ours });
  await kafka.close();
}

/** A second way to the same topics that can be shut: connections break, or stand still, as they do when a broker goes away. */
export function gatedKafka(kafka: Kafka): { kafka: Kafka; gate: Gate } {
  const gate = new Gate();
  const client = new KafkaClient({
    brokers: specBrokers(),
    clientId: 'gated spec',
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    logCreator: kafkaLogCreator(silentLog),
    retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 3 },
    socketFactory: ({ host, port, onConnect }) => gate.open(host, port, onConnect),
  });
  return { kafka: new Kafka(client, kafka.topicPrefix, silentLog), gate };
}

/** The way to the broker. */
export class Gate {
  readonly #sockets = new Set<Socket>();
  #shut = false;

  open(host: string, port: number, onConnect: () => void): Socket {
    // Port 1 refuses: the same as a broker whose process is gone.
    const socket = connect({ host, port: this.#shut ? 1 : port }, onConnect);
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }

  /** The broker's process is gone: connections break and new ones are refused. */
  shut(): void {
    this.#shut = true;
    for (const socket of this.#sockets) {
      socket.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    }
  }

  reopen(): void {
    this.#shut = false;
  }

  /** The broker's process stands still: connections stay and nothing comes back. */
  freeze(): void {
    for (const socket of this.#sockets) socket.pause();
  }

  thaw(): void {
    for (const socket of this.#sockets) socket.resume();
  }
}
