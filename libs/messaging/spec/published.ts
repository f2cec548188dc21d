import { readTopics, type Kafka } from '../src/index';
import { idOf, repaid } from './spec-events';

/** The ids on the topic, each at its first occurrence; the order holds for each customer. */
export async function publishedIds(kafka: Kafka, customerId?: string): Promise<string[]> {
  const ids = new Set<string>();
  await readTopics(kafka, [repaid], (records) => {
    for (const record of records) {
      if (customerId === undefined || record.key?.toString() === customerId) ids.add(idOf(record));
    }
  });
  return [...ids];
}
