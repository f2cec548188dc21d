/** npm run test:containers: the integration tests against PostgreSQL and Kafka in containers. Needs a Docker engine. */
import { jestOptions } from './jest-options.mjs';
import { build, install, main, node } from './prepare.mjs';
import { step } from './screen.mjs';
import { showHelp } from './commands.mjs';

showHelp('test:containers');

/** Specs that start, break and kill local servers of their own: containers would not change what they prove. */
const withServersOfTheirOwn = ['libs/local-stack/', 'apps/launcher/', 'test/deaths', 'test/outages'];

await main(async () => {
  await step('packages', () => install());
  await jestOptions('test:containers', process.argv.slice(2));
  const { getContainerRuntimeClient } = await import('testcontainers');
  await getContainerRuntimeClient().catch((error) => {
    throw new Error(`No Docker engine answers here (${error.message}). \`npm test\` needs none.`);
  });
  await step('build', () => build());
  const containers = await step('containers', startContainers);
  try {
    await node(
      [
        'node_modules/jest/bin/jest.js',
        '--testPathIgnorePatterns',
        ...withServersOfTheirOwn,
        '--',
        ...process.argv.slice(2),
      ],
      { env: { ...process.env, ...containers.env } },
    );
  } finally {
    await containers.stop();
  }
});

async function startContainers() {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const { KafkaContainer } = await import('@testcontainers/kafka');
  const [postgres, kafka] = await Promise.all([
    new PostgreSqlContainer('postgres:18-alpine')
      .withCommand(['postgres', '-c', 'max_connections=300'])
      .start(),
    new KafkaContainer('confluentinc/cp-kafka:8.3.0')
      .withKraft()
      .withEnvironment({
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
        KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '1',
      })
      .start(),
  ]);
  const brokers = `${kafka.getHost()}:${kafka.getMappedPort(9093)}`;
  // An open port is not enough: the first group makes the broker load its coordinator.
  const { awaitKafkaReady } = await import('../libs/messaging/dist/index.js');
  await awaitKafkaReady([brokers], AbortSignal.timeout(60_000));
  return {
    env: { TEST_POSTGRES_URL: postgres.getConnectionUri(), KAFKA_BROKERS: brokers },
    stop: () => Promise.all([postgres.stop(), kafka.stop()]),
  };
}
