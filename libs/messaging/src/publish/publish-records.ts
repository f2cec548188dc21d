import { setTimeout as pause } from 'node:timers/promises';
import type { Message, TopicMessages } from 'kafkajs';
import { saysRetriable } from '../consume/retriable';
import { backoffMs } from '../kafka/backoff';
import { withDeadline } from '../kafka/deadline';
import type { Kafka } from '../kafka/kafka';
import { reasonOf } from '../privacy/reason-of';
import { NotAcknowledged } from './publish-errors';
import type { RawRecord } from './stored-record';

/** Longer than one request and its answer (5 s), so that a slow broker is waited for. */
const acknowledgedWithinMs = 6_000;

/**
 * Sends records as they are, unchecked: for dead letters, replays and tests of what poison does. Acknowledged by all replicas,
 * or throws `NotAcknowledged` within six seconds. Tries again meanwhile, so a record may be there twice.
 */
export async function publishRecords(kafka: Kafka, records: readonly RawRecord[]): Promise<void> {
  const end = performance.now() + acknowledgedWithinMs;
  const late = (): Error => new NotAcknowledged(records.length);
  for (let attempt = 1; ; attempt += 1) {
    const sending = sendOnce(kafka, records);
    try {
      await withDeadline(sending, end - performance.now(), late);
      return;
    } catch (error) {
      if (error instanceof NotAcknowledged) {
        giveUp(kafka, sending);
        throw error;
      }
      const waitMs = backoffMs(attempt, 50, 500);
      if (!canBeRetried(error) || performance.now() + waitMs > end)
        throw new NotAcknowledged(records.length, error);
      await pause(waitMs);
    }
  }
}

async function sendOnce(kafka: Kafka, records: readonly RawRecord[]): Promise<void> {
  const producer = await kafka.producer();
  await producer.sendBatch({ acks: -1, topicMessages: byTopic(kafka, records) });
}

/** What is sent next must not wait behind a request that nobody answers. */
function giveUp(kafka: Kafka, sending: Promise<void>): void {
  kafka.replaceProducer(sending).catch((error: unknown) => {
    kafka.log.debug({ reason: reasonOf(error) }, 'the producer that was too slow did not close cleanly');
  });
}

/** kafkajs wraps what can be retried in an error that says it cannot, once its own attempts are used up. */
function canBeRetried(error: unknown): boolean {
  return (
    saysRetriable(error) || (error instanceof Error && error.cause !== undefined && canBeRetried(error.cause))
  );
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
