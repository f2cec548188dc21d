import type { EachBatchPayload } from 'kafkajs';
import { v7 as uuidv7 } from 'uuid';
import type { Kafka } from '../kafka/kafka';
import { storedRecord, type StoredRecord } from '../publish/stored-record';

/** Names the groups of readers, so that a lag report can leave them out. */
export const readerGroupPrefix = 'mayfly-reader-';

/** Where to begin on a partition. */
export interface StartingPoint {
  /** Without prefix. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** A reader at work; `stop` also removes its consumer group. */
export interface TemporaryReader {
  stop(): Promise<void>;
}

/**
 * Reads partitions from given offsets. Kafka gives partitions to members of groups only, so this takes a group of its own,
 * commits nothing and deletes the group at the end. `failed` hears of an error of `visit`, or a reader that cannot go on.
 */
export async function startReader(
  kafka: Kafka,
  from: readonly StartingPoint[],
  visit: (records: readonly StoredRecord[]) => void | Promise<void>,
  failed: (error: Error) => void,
): Promise<TemporaryReader> {
  const groupId = kafka.prefixed(readerGroupPrefix + uuidv7());
  const consumer = kafka.consumer({ groupId, minBytes: 1, maxWaitTimeInMs: 500 });
  const stop = async (): Promise<void> => {
    await consumer.disconnect();
    const admin = await kafka.admin();
    await admin.deleteGroups([groupId]);
  };
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (!restart) failed(error);
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...new Set(from.map(({ topic }) => kafka.prefixed(topic)))] });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: visitor(kafka, from, visit, failed),
    });
    for (const { topic, partition, offset } of from) {
      consumer.seek({ topic: kafka.prefixed(topic), partition, offset: `${offset}` });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

/** Passes on each record once and in order, also when kafkajs fetches from elsewhere first or again. */
function visitor(
  kafka: Kafka,
  from: readonly StartingPoint[],
  visit: (records: readonly StoredRecord[]) => void | Promise<void>,
  failed: (error: Error) => void,
): (payload: EachBatchPayload) => Promise<void> {
  const next = new Map(from.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]));
  return async (payload) => {
    if (payload.isStale()) return;
    const { batch } = payload;
    const topic = kafka.unprefixed(batch.topic);
    const place = `${topic}/${batch.partition}`;
    const expected = next.get(place);
    const records = batch.messages
      .map((message) => storedRecord(topic, batch.partition, message))
      .filter((record) => expected !== undefined && BigInt(record.offset) >= expected);
    try {
      if (records.length > 0) await visit(records);
    } catch (error) {
      failed(error instanceof Error ? error : new Error('the visitor failed'));
    }
    next.set(place, BigInt(batch.lastOffset()) + 1n);
    payload.resolveOffset(batch.lastOffset());
  };
}
