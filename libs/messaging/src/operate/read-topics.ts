import type { Kafka } from '../kafka/kafka';
import type { StoredRecord } from '../publish/stored-record';
import { startReader } from './temporary-reader';
import { partitionRanges } from './topic-offsets';

/**
 * Reads topics (without prefix) from their beginning to where they end now, each partition in order; returns when every
 * record has been visited. Leaves no consumer group behind. Throws what `visit` throws.
 */
export async function readTopics(
  kafka: Kafka,
  topics: readonly string[],
  visit: (records: readonly StoredRecord[]) => void | Promise<void>,
): Promise<void> {
  const ranges = (await partitionRanges(kafka, topics)).filter(({ low, high }) => high > low);
  if (ranges.length === 0) return;
  const ends = new Map(ranges.map(({ topic, partition, high }) => [`${topic}/${partition}`, high]));
  let finish: () => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const finished = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  // Awaited only after the reader has started: until then a failure must not count as unhandled.
  finished.catch(() => undefined);
  const reader = await startReader(
    kafka,
    ranges.map(({ topic, partition, low }) => ({ topic, partition, offset: low })),
    async (records) => {
      const place = `${records[0]?.topic ?? ''}/${records[0]?.partition ?? 0}`;
      const end = ends.get(place);
      if (end === undefined) return;
      await visit(records.filter(({ offset }) => BigInt(offset) < end));
      if (BigInt(records.at(-1)?.offset ?? 0) + 1n >= end) ends.delete(place);
      if (ends.size === 0) finish();
    },
    fail,
  );
  try {
    await finished;
  } finally {
    await reader.stop();
  }
}
