import { holdsCardNumber } from '../privacy/card-number-guard';
import { reasonOf } from '../privacy/reason-of';
import type { RawRecord, StoredRecord } from '../publish/stored-record';
import { deadLetterHeader as header } from './dead-letter-headers';

/** Kafka takes records of up to 1 MiB: a larger value would leave no room for the headers, and block the partition for ever. */
const longestValueBytes = 900_000;
const longestMessage = 500;

/** Why and where a record failed. */
export interface Failure {
  readonly groupId: string;
  /** How often the handler was called with this record. */
  readonly attempts: number;
  readonly error: unknown;
}

/** The dead letter of a record: same key, value and headers, plus its origin and what went wrong. Never carries a card number. */
export function deadLetterRecord(topic: string, record: StoredRecord, failure: Failure): RawRecord {
  const withheld = reasonToWithhold(record.value);
  const origin: Record<string, string> = {
    [header.originalTopic]: record.topic,
    [header.originalPartition]: `${record.partition}`,
    [header.originalOffset]: record.offset,
    [header.groupId]: failure.groupId,
    [header.attempts]: `${failure.attempts}`,
    [header.errorClass]: errorClass(failure.error),
    [header.errorMessage]: reasonOf(failure.error).slice(0, longestMessage),
    [header.failedAt]: new Date().toISOString(),
    ...(withheld === undefined ? {} : { [header.valueWithheld]: withheld }),
  };
  return {
    topic,
    key: showsCardNumber(record.key) ? null : record.key,
    value: withheld === undefined ? record.value : null,
    headers: {
      ...Object.fromEntries(Object.entries(record.headers).filter(([, value]) => !showsCardNumber(value))),
      ...Object.fromEntries(Object.entries(origin).map(([name, text]) => [name, Buffer.from(text)])),
    },
  };
}

function reasonToWithhold(value: Buffer | null): 'card_number' | 'size' | undefined {
  if (value !== null && value.length > longestValueBytes) return 'size';
  return showsCardNumber(value) ? 'card_number' : undefined;
}

function showsCardNumber(bytes: Buffer | null): boolean {
  return bytes !== null && holdsCardNumber(bytes.toString('latin1'));
}

function errorClass(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
