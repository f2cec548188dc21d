import { topics, type Topic } from '@mayfly/contracts';
import { ConfigResourceTypes, type Admin, type IResourceConfigEntry } from 'kafkajs';
import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from '../kafka/backoff';
import type { Kafka } from '../kafka/kafka';
import { partitionRanges } from './topic-offsets';

const servedWithinAttempts = 30;
/**
 * Creates the topics that are missing and brings retention and cleanup policy of the others in line. Several processes may
 * do so at once. The number of partitions is never changed: that would move customers to other partitions, out of order.
 */
export async function ensureTopics(kafka: Kafka): Promise<void> {
  const admin = await kafka.admin();
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !existing.has(kafka.prefixed(topic.name)));
  if (missing.length > 0) {
    await createTopics(admin, kafka, missing);
    await untilServed(kafka, missing);
  }
  await alignConfigs(admin, kafka);
}

async function createTopics(admin: Admin, kafka: Kafka, missing: readonly Topic[]): Promise<void> {
  // Answers false, rather than failing, for topics that another process has created meanwhile.
  await admin.createTopics({
    waitForLeaders: false,
    topics: missing.map((topic) => ({
      topic: kafka.prefixed(topic.name),
      numPartitions: topic.partitions,
      configEntries: configOf(topic),
    })),
  });
}

/**
 * A broker hosts the partitions of a new topic a moment after it was created, and until then refuses whoever asks or sends.
 * kafkajs' own wait asks for metadata only, and takes "not hosted here" for a failure.
 */
async function untilServed(kafka: Kafka, missing: readonly Topic[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await partitionRanges(
        kafka,
        missing.map((topic) => topic.name),
      );
      return;
    } catch (error) {
      if (attempt === servedWithinAttempts) throw error;
      await pause(backoffMs(attempt, 20, 500));
    }
  }
}

async function alignConfigs(admin: Admin, kafka: Kafka): Promise<void> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((topic) => ({ type: ConfigResourceTypes.TOPIC, name: kafka.prefixed(topic.name) })),
  });
  const actual = new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      new Map(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  );
  const astray = topics.filter((topic) => {
    const configs = actual.get(kafka.prefixed(topic.name));
    return configOf(topic).some(({ name, value }) => configs?.get(name) !== value);
  });
  if (astray.length === 0) return;
  await admin.alterConfigs({
    validateOnly: false,
    resources: astray.map((topic) => ({
      type: ConfigResourceTypes.TOPIC,
      name: kafka.prefixed(topic.name),
      configEntries: configOf(topic),
    })),
  });
}

function configOf(topic: Topic): IResourceConfigEntry[] {
  return [
    { name: 'cleanup.policy', value: topic.cleanupPolicy },
    { name: 'retention.ms', value: `${topic.retentionMs}` },
  ];
}
