import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKafka, type Kafka } from './kafka';

/**
 * Settles when clients can really work with a broker that is starting: it answers `describeCluster`, and a first
 * consumer group has joined, which makes the broker load its group coordinator. Leaves neither topic nor group behind.
 * Gives up with an error when the signal says so.
 */
export async function awaitKafkaReady(brokers: readonly string[], signal: AbortSignal): Promise<void> {
  await accepting(brokers, signal);
  for (;;) {
    const kafka = createKafka({ brokers, clientId: 'mayfly-readiness', topicPrefix: '' });
    try {
      await kafka.ping();
      await joinOnce(kafka, signal);
      return;
    } catch (error) {
      if (signal.aborted) throw error;
      await sleep(50);
    } finally {
      await kafka.close();
    }
  }
}

/** A bare connection costs next to nothing, so it may be tried often. */
async function accepting(brokers: readonly string[], signal: AbortSignal): Promise<void> {
  const [host, port] = (brokers[0] ?? '').split(':');
  for (;;) {
    signal.throwIfAborted();
    const socket = connect({ host: host ?? '', port: Number(port) });
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await sleep(50);
    } finally {
      socket.destroy();
    }
  }
}

async function joinOnce(kafka: Kafka, signal: AbortSignal): Promise<void> {
  const name = `mayfly-readiness-${randomUUID()}`;
  const admin = await kafka.admin();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic: name, numPartitions: 1 }] });
  // A long poll would hold up the goodbye.
  const consumer = kafka.consumer({
    groupId: name,
    maxWaitTimeInMs: 20,
    retry: { retries: 20, initialRetryTime: 50 },
  });
  const joined = new Promise<void>((resolve, reject) => {
    consumer.on('consumer.group_join', () => {
      resolve();
    });
    consumer.on('consumer.crash', ({ payload }) => {
      reject(payload.error);
    });
    signal.addEventListener(
      'abort',
      () => {
        reject(new Error('stopped waiting for the first group'));
      },
      { once: true },
    );
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [name] });
    await Promise.all([joined, consumer.run({ eachBatch: () => Promise.resolve() })]);
  } finally {
    await consumer.disconnect();
    await admin.deleteTopics({ topics: [name] });
  }
  await admin.deleteGroups([name]);
  // The broker learns a moment after the controller that the topic is gone.
  while ((await admin.listTopics()).includes(name)) {
    signal.throwIfAborted();
    await sleep(20);
  }
}
