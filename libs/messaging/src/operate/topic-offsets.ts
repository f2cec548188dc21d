import type { Kafka } from '../kafka/kafka';

/** The records that a partition holds: from `low` up to, but not with, `high`. */
export interface PartitionRange {
  /** Without prefix. */
  readonly topic: string;
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
}

/** What the partitions of these topics (without prefix) hold now. A topic that does not exist is an error. */
export async function partitionRanges(kafka: Kafka, topics: readonly string[]): Promise<PartitionRange[]> {
  const admin = await kafka.admin();
  const ranges = await Promise.all(
    topics.map(async (topic) =>
      (await admin.fetchTopicOffsets(kafka.prefixed(topic))).map(({ partition, low, high }) => ({
        topic,
        partition,
        low: BigInt(low),
        high: BigInt(high),
      })),
    ),
  );
  return ranges.flat();
}
