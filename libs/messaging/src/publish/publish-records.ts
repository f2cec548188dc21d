import type { Message, TopicMessages } from 'kafkajs';
import type { Kafka } from '../kafka/kafka';
import type { RawRecord } from './stored-record';

/** Sends records as they are, unchecked: for dead letters, replays and tests of what poison does. Acknowledged by all replicas. */
export async function publishRecords(kafka: Kafka, records: readonly RawRecord[]): Promise<void> {
  const producer = await kafka.producer();
  await producer.sendBatch({ acks: -1, topicMessages: byTopic(kafka, records) });
}

function byTopic(kafka: Kafka, records: readonly RawRecord[]): TopicMessages[] {
  const messages = new Map<string, Message[]>();
  for (const { topic, key, value, headers } of records) {
    const message = { key, value, headers: { ...headers } };
    const others = messages.get(topic);
    if (others === undefined) messages.set(topic, [message]);
    else others.push(message);
  }
  return [...messages].map(([topic, members]) => ({ topic: kafka.prefixed(topic), messages: members }));
}
