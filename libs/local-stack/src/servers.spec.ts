import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createKafka } from '@mayfly/messaging';
import { eventually, isRunning } from '../spec/eventually';
import { administer } from './disposable/administer';
import { startServers, type LocalServers, type ServerOptions } from './servers';

async function kafkaFacts({ kafkaBrokers }: LocalServers): Promise<{ clusterId: string; topics: string[] }> {
  const kafka = createKafka({ brokers: [kafkaBrokers], clientId: 'spec', topicPrefix: '' });
  try {
    const admin = await kafka.admin();
    const { clusterId } = await admin.describeCluster();
    return { clusterId, topics: (await admin.listTopics()).filter((topic) => !topic.startsWith('__')) };
  } finally {
    await kafka.close();
  }
}

async function createTopic({ kafkaBrokers }: LocalServers, topic: string): Promise<void> {
  const kafka = createKafka({ brokers: [kafkaBrokers], clientId: 'spec', topicPrefix: '' });
  try {
    const admin = await kafka.admin();
    // kafkajs' own wait for leaders fails when the broker has not heard of the topic yet.
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: 1 }] });
    await eventually(async () => (await admin.listTopics()).includes(topic), 10_000);
  } finally {
    await kafka.close();
  }
}

describe('the servers of this machine', () => {
  jest.setTimeout(90_000);
  const started: LocalServers[] = [];

  /** Those that a test leaves running, because it failed, are ended after it. */
  async function start(options?: ServerOptions): Promise<LocalServers> {
    const servers = await startServers(options);
    started.push(servers);
    return servers;
  }

  afterEach(async () => {
    await Promise.all(started.splice(0).map((servers) => servers.stop()));
  });

  it('run side by side, know nothing of each other, and leave nothing behind', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    const pids = [one, other].flatMap(({ postgres, kafka }) => [
      postgres.server.pid ?? 0,
      kafka.server.pid ?? 0,
    ]);
    const folders = [one, other]
      .flatMap(({ postgres, kafka }) => [postgres.logFile, kafka.logFile])
      .map((file) => dirname(file));
    expect(pids.every((pid) => isRunning(pid))).toBe(true);
    expect(folders.every((folder) => existsSync(folder))).toBe(true);

    await createTopic(one, 'only-here');
    await administer(one.postgresUrl, (client) => client.query('create table only_here ()'));
    expect(await kafkaFacts(one)).toMatchObject({ topics: ['only-here'] });
    expect(await kafkaFacts(other)).toMatchObject({ topics: [] });
    await expect(administer(other.postgresUrl, (client) => client.query('table only_here'))).rejects.toThrow(
      'does not exist',
    );

    await Promise.all([one.stop(), other.stop()]);
    expect(pids.filter((pid) => isRunning(pid))).toEqual([]);
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
  });

  it('come back after kill -9 on the same ports, with what was written before', async () => {
    const servers = await start();
    const before = await kafkaFacts(servers);
    await createTopic(servers, 'kept');
    await administer(servers.postgresUrl, (client) => client.query('create table kept ()'));

    await Promise.all([servers.kafka.server.kill('SIGKILL'), servers.postgres.server.kill('SIGKILL')]);
    await Promise.all([servers.kafka.server.restart(), servers.postgres.server.restart()]);

    expect(await kafkaFacts(servers)).toEqual({ clusterId: before.clusterId, topics: ['kept'] });
    await administer(servers.postgresUrl, (client) => client.query('table kept'));
  });

  it('keep their data in a directory over restarts, whatever ports they get', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kept-'));
    // PostgreSQL runs as another user when this one is root.
    const open = { dataDir: join(dataDir, 'open') };
    chmodSync(dataDir, 0o755);

    const first = await start(open);
    const before = await kafkaFacts(first);
    await createTopic(first, 'kept');
    await administer(first.postgresUrl, (client) => client.query('create table kept ()'));
    await first.stop();

    const second = await start(open);
    expect(second.kafkaBrokers).not.toBe(first.kafkaBrokers);
    expect(await kafkaFacts(second)).toEqual({ clusterId: before.clusterId, topics: ['kept'] });
    await administer(second.postgresUrl, (client) => client.query('table kept'));
    await second.stop();
    rmSync(dataDir, { recursive: true });
  });
});
