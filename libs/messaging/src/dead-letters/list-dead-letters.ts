import { topics } from '@mayfly/contracts';
import type { Kafka } from '../kafka/kafka';
import { readTopics } from '../operate/read-topics';
import type { StoredRecord } from '../publish/stored-record';
import { deadLetterHeader as header } from './dead-letter-headers';

/** A record that could not be handled, where it came from and why. Topic and group names are without prefix. */
export interface DeadLetter {
  /** `<dead-letter topic>/<partition>/<offset>`: how the replay command names it. */
  readonly id: string;
  readonly originalTopic: string;
  readonly originalPartition: number;
  readonly originalOffset: string;
  readonly groupId: string;
  /** How often the handler was called with it; 0 when it could not even be read. */
  readonly attempts: number;
  readonly errorClass: string;
  readonly errorMessage: string;
  readonly failedAt: Date;
  /** When it was last sent back to its topic. */
  readonly replayedAt?: Date;
  /** Why the value was not copied; such a letter cannot be replayed. */
  readonly valueWithheld?: string;
  readonly record: StoredRecord;
}

/** The topics of the dead letters of all applications, without prefix. */
export const deadLetterTopics: readonly string[] = topics
  .map((topic) => topic.name)
  .filter((name) => name.endsWith('.dead-letters.v1'));

/** The dead letters of all consumer groups, oldest first. */
export async function listDeadLetters(kafka: Kafka): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  const receipts = new Map<string, Date>();
  await readTopics(kafka, deadLetterTopics, (records) => {
    for (const record of records) {
      const receiptFor = text(record, header.receiptFor);
      if (receiptFor === '') letters.push(deadLetter(record));
      else receipts.set(receiptFor, record.timestamp);
    }
  });
  return letters
    .map((letter) => {
      const replayedAt = receipts.get(letter.id);
      return replayedAt === undefined ? letter : { ...letter, replayedAt };
    })
    .sort((one, other) => one.failedAt.getTime() - other.failedAt.getTime());
}

function deadLetter(record: StoredRecord): DeadLetter {
  const valueWithheld = text(record, header.valueWithheld);
  return {
    id: `${record.topic}/${record.partition}/${record.offset}`,
    originalTopic: text(record, header.originalTopic),
    originalPartition: Number(text(record, header.originalPartition)),
    originalOffset: text(record, header.originalOffset),
    groupId: text(record, header.groupId),
    attempts: Number(text(record, header.attempts)),
    errorClass: text(record, header.errorClass),
    errorMessage: text(record, header.errorMessage),
    failedAt: record.timestamp,
    ...(valueWithheld === '' ? {} : { valueWithheld }),
    record,
  };
}

function text(record: StoredRecord, name: string): string {
  return record.headers[name]?.toString('utf8') ?? '';
}
