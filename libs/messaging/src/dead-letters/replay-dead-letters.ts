import type { Kafka } from '../kafka/kafka';
import { publishRecords } from '../publish/publish-records';
import type { RawRecord } from '../publish/stored-record';
import { deadLetterHeader, replayedFromHeader } from './dead-letter-headers';
import type { DeadLetter } from './list-dead-letters';

/** What a replay did, or would do, with one dead letter. A withheld value cannot be sent. */
export interface Replay {
  readonly letter: DeadLetter;
  readonly outcome: 'replayed' | 'would_replay' | 'withheld';
}

/**
 * Sends dead letters back to their topic: same key, value and CloudEvents headers, plus `mayfly-replayed-from`; then notes
 * each with a receipt beside it. With `dryRun` nothing is sent. Replaying twice is safe: handlers know the event's id.
 */
export async function replayDeadLetters(
  kafka: Kafka,
  letters: readonly DeadLetter[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<Replay[]> {
  const replayable = letters.filter((letter) => letter.valueWithheld === undefined);
  if (!dryRun && replayable.length > 0) {
    await publishRecords(kafka, replayable.map(revived));
    await publishRecords(kafka, replayable.map(receipt));
  }
  return letters.map((letter) => ({
    letter,
    outcome: letter.valueWithheld !== undefined ? 'withheld' : dryRun ? 'would_replay' : 'replayed',
  }));
}

const ownHeaders = new Set<string>(Object.values(deadLetterHeader));

function revived({ id, originalTopic, record }: DeadLetter): RawRecord {
  const original = Object.entries(record.headers).filter(([name]) => !ownHeaders.has(name));
  return {
    topic: originalTopic,
    key: record.key,
    value: record.value,
    headers: { ...Object.fromEntries(original), [replayedFromHeader]: Buffer.from(id) },
  };
}

function receipt({ id, record }: DeadLetter): RawRecord {
  return {
    topic: record.topic,
    key: record.key,
    value: null,
    headers: { [deadLetterHeader.receiptFor]: Buffer.from(id) },
  };
}
