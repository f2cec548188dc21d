import type { Kafka } from '../kafka/kafka';
import { topics } from '@mayfly/contracts';
import { readerGroupPrefix } from './temporary-reader';
import { partitionRanges, type PartitionRange } from './topic-offsets';

/** How far a consumer group is behind on one partition. Names are without prefix. */
export interface PartitionLag {
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
  /** Records not handled yet. */
  readonly lag: bigint;
}

/** The lag of every consumer group of this system on the topics that it has committed offsets for. */
export async function consumerLag(kafka: Kafka): Promise<PartitionLag[]> {
  const admin = await kafka.admin();
  const { groups } = await admin.listGroups();
  const ours = groups
    .map(({ groupId }) => groupId)
    .filter((groupId) => groupId.startsWith(kafka.topicPrefix))
    .filter((groupId) => !kafka.unprefixed(groupId).startsWith(readerGroupPrefix));
  const names = topics.map((topic) => topic.name);
  const ranges = await partitionRanges(kafka, names);
  const lags = await Promise.all(ours.map((groupId) => lagOfGroup(kafka, groupId, names, ranges)));
  return lags.flat();
}

async function lagOfGroup(
  kafka: Kafka,
  groupId: string,
  names: readonly string[],
  ranges: readonly PartitionRange[],
): Promise<PartitionLag[]> {
  const admin = await kafka.admin();
  const committed = await admin.fetchOffsets({ groupId, topics: names.map((name) => kafka.prefixed(name)) });
  const offsets = new Map(
    committed.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => [`${kafka.unprefixed(topic)}/${partition}`, BigInt(offset)]),
    ),
  );
  const subscribed = new Set(
    committed
      .filter(({ partitions }) => partitions.some(({ offset }) => BigInt(offset) >= 0n))
      .map(({ topic }) => kafka.unprefixed(topic)),
  );
  return ranges
    .filter(({ topic }) => subscribed.has(topic))
    .map(({ topic, partition, low, high }) => {
      const next = offsets.get(`${topic}/${partition}`) ?? -1n;
      return { groupId: kafka.unprefixed(groupId), topic, partition, lag: high - (next < low ? low : next) };
    });
}
