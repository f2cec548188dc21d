import type { IHeaders, KafkaMessage } from 'kafkajs';

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

/** A message of kafkajs as a record; `topic` is without prefix. Of a header that occurs several times the last one counts. */
export function storedRecord(topic: string, partition: number, message: KafkaMessage): StoredRecord {
  return {
    topic,
    partition,
    offset: message.offset,
    timestamp: new Date(Number(message.timestamp)),
    key: message.key,
    value: message.value,
    headers: message.headers === undefined ? {} : plainHeaders(message.headers),
  };
}

function plainHeaders(headers: IHeaders): Record<string, Buffer> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last === undefined ? [] : [[name, Buffer.from(last)]];
    }),
  );
}
