import { administer } from '@mayfly/local-stack';
import { startMayfly, type MayflySystem } from './start-mayfly';

const servers = {
  postgresUrl: process.env['TEST_POSTGRES_URL'] ?? '',
  kafkaBrokers: process.env['KAFKA_BROKERS'] ?? '',
};

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ status }) => status === 200,
    () => false,
  );
}

describe('a Mayfly of one test', () => {
  jest.setTimeout(90_000);
  let system: MayflySystem;

  beforeAll(async () => {
    system = await startMayfly({ servers, cardServices: 2, workers: 1 });
  });

  afterAll(async () => {
    await system.stop();
  });

  it('has as many instances as asked for, each with a port and a log of its own', async () => {
    expect(new Set(system.urls).size).toBe(2);
    expect(system.workers).toHaveLength(1);
    const apps = [...system.cardServices, ...system.workers];
    expect(await Promise.all(apps.map(({ url }) => isReady(url)))).toEqual([true, true, true]);
    expect(new Set(apps.map(({ logFile }) => logFile)).size).toBe(3);
  });

  it('gets a killed instance back at the same address', async () => {
    const [worker] = system.workers;
    if (worker === undefined) throw new Error('no worker');
    const before = worker.process.pid;
    await worker.process.kill('SIGKILL');
    expect(await isReady(worker.url)).toBe(false);
    await worker.process.restart();
    expect(await isReady(worker.url)).toBe(true);
    expect(worker.process.pid).not.toBe(before);
  });

  it('takes its databases along when it stops', async () => {
    await system.stop();
    const name = new URL(system.cardDatabaseUrl).pathname.slice(1);
    const { rows } = await administer(servers.postgresUrl, (client) =>
      client.query('select from pg_database where datname = $1', [name]),
    );
    expect(rows).toEqual([]);
  });
});
