import type { Kafka } from '../kafka/kafka';
import type { StoredRecord } from '../publish/stored-record';
import { startReader, type TemporaryReader } from './temporary-reader';
import { partitionRanges } from './topic-offsets';

export interface TailOptions {
  /** Without prefix. */
  readonly topics: readonly string[];
  /** `now` is the moment of the call: a record that is written after it is seen. */
  readonly from: 'beginning' | 'now';
  /** Hears of an error of `visit`, or that the tail cannot go on. */
  readonly onError: (error: Error) => void;
}

/** Shows records of topics as they arrive, each partition in order, until `stop`. Leaves no consumer group behind. */
export async function tailTopics(
  kafka: Kafka,
  { topics, from, onError }: TailOptions,
  visit: (records: readonly StoredRecord[]) => void | Promise<void>,
): Promise<TemporaryReader> {
  const ranges = await partitionRanges(kafka, topics);
  const starts = ranges.map(({ topic, partition, low, high }) => ({
    topic,
    partition,
    offset: from === 'now' ? high : low,
  }));
  return startReader(kafka, starts, visit, onError);
}
