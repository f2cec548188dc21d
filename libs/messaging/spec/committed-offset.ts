import type { Kafka } from '../src/index';

/** The sum of a group's committed offsets on a topic: how many records it has behind it. */
export async function committedRecords(kafka: Kafka, groupId: string, topic: string): Promise<number> {
  const admin = await kafka.admin();
  const [offsets] = await admin.fetchOffsets({
    groupId: kafka.prefixed(groupId),
    topics: [kafka.prefixed(topic)],
  });
  return (offsets?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
}
