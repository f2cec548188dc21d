import type { Message, TopicMessages } from 'kafkajs';
import type { Kafka } from '../kafka/kafka';

/** A record as bytes, with nothing interpreted. */
export interface RawRecord {
  /** Without prefix. */
  readonly topic: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer>>;
}

/** A record as it was read. */
export interface StoredRecord extends RawRecord {
  readonly partition: number;
  readonly offset: string;
  readonly timestamp: Date;
}

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
