import { topics } from '@mayfly/contracts';
import { disposableTopicPrefix } from '@mayfly/local-stack';
import { ConfigResourceTypes } from 'kafkajs';
import { eventually } from '../../../../test/support/eventually';
import { dropSpecKafka, specBrokers } from '../../spec/spec-kafka';
import { createKafka, ensureTopics, partitionRanges, type Kafka } from '../index';

let kafka: Kafka;

beforeAll(() => {
  kafka = createKafka({ brokers: specBrokers(), clientId: 'spec', topicPrefix: disposableTopicPrefix() });
});

afterAll(async () => {
  await dropSpecKafka(kafka);
});

async function configOf(topic: string, name: string): Promise<string | undefined> {
  const admin = await kafka.admin();
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: kafka.prefixed(topic), configNames: [name] }],
  });
  return resources[0]?.configEntries.find(({ configName }) => configName === name)?.configValue;
}

describe('the topics of the contracts', () => {
  test('are created as they are described, also when several processes do it at once, and can be used at once', async () => {
    await Promise.all([ensureTopics(kafka), ensureTopics(kafka), ensureTopics(kafka)]);
    for (const topic of topics) {
      expect(await partitionRanges(kafka, [topic.name])).toHaveLength(topic.partitions);
      expect(await configOf(topic.name, 'cleanup.policy')).toBe(topic.cleanupPolicy);
      expect(await configOf(topic.name, 'retention.ms')).toBe(`${topic.retentionMs}`);
    }
  });

  test('are brought in line when their retention was changed', async () => {
    const admin = await kafka.admin();
    await admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: kafka.prefixed('hold.released.v1'),
          configEntries: [{ name: 'retention.ms', value: '1000' }],
        },
      ],
    });
    // The controller answers before the broker that is asked for it knows of a change.
    const retention = (ms: number) =>
      eventually(async () => {
        expect(await configOf('hold.released.v1', 'retention.ms')).toBe(`${ms}`);
      });
    await retention(1_000);
    await ensureTopics(kafka);
    await retention(7 * 24 * 60 * 60 * 1000);
  });
});
