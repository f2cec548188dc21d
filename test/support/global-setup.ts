import { testServers } from './test-servers';

/**
 * One PostgreSQL and one Kafka for the whole run, unless TEST_POSTGRES_URL (of a user who may create databases) and
 * KAFKA_BROKERS name others. Each test makes its own databases and topics on them.
 */
export default async function globalSetup(): Promise<void> {
  const { env } = process;
  if (env['TEST_POSTGRES_URL'] !== undefined && env['KAFKA_BROKERS'] !== undefined) return;
  const { startServers } = await import('@mayfly/local-stack');
  const servers = await startServers({ progress: (line) => process.stderr.write(`${line}\n`) });
  testServers.running = servers;
  env['TEST_POSTGRES_URL'] = servers.postgresUrl;
  env['KAFKA_BROKERS'] = servers.kafkaBrokers;
}
