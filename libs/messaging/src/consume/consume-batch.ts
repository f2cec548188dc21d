import type { EachBatchPayload } from 'kafkajs';
import { deadLetterRecord } from '../dead-letters/dead-letter-record';
import { backoffMs } from '../kafka/backoff';
import type { Kafka } from '../kafka/kafka';
import { publishRecords } from '../publish/publish-records';
import { storedRecord, type StoredRecord } from '../publish/stored-record';
import { reasonOf } from '../privacy/reason-of';
import { deliverBatch, type Delivery } from './batch-delivery';
import { BatchAbandoned, BatchSession } from './batch-session';
import type { OffsetCommits } from './offset-commits';
import { readEvent } from './read-event';
import type { ReceivedEvent } from './received-event';
import type { IsRetriable, IsTooSlow } from './retriable';
import { UnreadableRecord } from './unreadable-record';

/** Small enough that a rebalance in the middle of a fetched batch leaves little to do twice. */
const chunkSize = 200;

export interface BatchConsumer {
  readonly kafka: Kafka;
  /** Both without prefix. */
  readonly groupId: string;
  readonly deadLetterTopic: string;
  readonly isRetriable: IsRetriable;
  readonly isTooSlow: IsTooSlow;
  readonly commits: OffsetCommits;
  readonly stopping: AbortSignal;
  /** Hands events of one partition to the handler; rejects with the handler's own error. */
  handle(events: readonly ReceivedEvent[], attempt: number): Promise<void>;
}

/** Handles a fetched batch chunk by chunk. The offset moves past a chunk only when each of its records is handled or a dead letter. */
export async function consumeBatch(payload: EachBatchPayload, consumer: BatchConsumer): Promise<void> {
  const { batch } = payload;
  const topic = consumer.kafka.unprefixed(batch.topic);
  const session = new BatchSession(payload, consumer.commits, consumer.stopping);
  try {
    for (let start = 0; start < batch.messages.length; start += chunkSize) {
      session.stillOurs();
      const records = batch.messages
        .slice(start, start + chunkSize)
        .map((message) => storedRecord(topic, batch.partition, message));
      await consumeChunk(records, session, consumer);
      await session.moveOffset(records.at(-1)?.offset ?? batch.lastOffset());
    }
  } catch (error) {
    if (!(error instanceof BatchAbandoned)) throw error;
  }
}

async function consumeChunk(
  records: readonly StoredRecord[],
  session: BatchSession,
  consumer: BatchConsumer,
): Promise<void> {
  const deadLetter = (record: StoredRecord, attempts: number, error: unknown): Promise<void> =>
    publishDeadLetter(record, attempts, error, session, consumer);
  const deliveries: Delivery[] = [];
  for (const record of records) {
    const delivery = readDelivery(record);
    if (delivery instanceof UnreadableRecord) await deadLetter(record, 0, delivery);
    else deliveries.push(delivery);
  }
  if (deliveries.length === 0) return;
  await deliverBatch(deliveries, {
    stillOurs: () => {
      session.stillOurs();
    },
    handle: (events, attempt) => session.whileAlive(() => consumer.handle(events, attempt)),
    pause: (ms) => session.pause(ms),
    deadLetter,
    isRetriable: consumer.isRetriable,
    isTooSlow: consumer.isTooSlow,
    log: consumer.kafka.log,
  });
}

function readDelivery(record: StoredRecord): Delivery | UnreadableRecord {
  try {
    return { record, event: readEvent(record) };
  } catch (error) {
    if (error instanceof UnreadableRecord) return error;
    throw error;
  }
}

/** A dead letter that cannot be published would be lost with the next offset: this waits for Kafka as long as it takes. */
async function publishDeadLetter(
  record: StoredRecord,
  attempts: number,
  error: unknown,
  session: BatchSession,
  { kafka, groupId, deadLetterTopic }: BatchConsumer,
): Promise<void> {
  const letter = deadLetterRecord(deadLetterTopic, record, { groupId, attempts, error });
  const place = {
    topic: record.topic,
    partition: record.partition,
    offset: record.offset,
    groupId,
    attempts,
  };
  for (let outage = 1; ; outage += 1) {
    try {
      await session.whileAlive(() => publishRecords(kafka, [letter]));
      break;
    } catch (sendError) {
      kafka.log.warn(
        { ...place, outage, reason: reasonOf(sendError) },
        'dead letter waits: Kafka does not take it',
      );
      await session.pause(backoffMs(outage, 100, 5_000));
    }
  }
  kafka.log.error({ ...place, reason: reasonOf(error) }, 'record went to the dead letters');
}
