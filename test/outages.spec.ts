import { startServers, type LocalServers } from '@mayfly/local-stack';
import { MayflyApi } from '../apps/network-simulator/src/client/mayfly-api';
import type { Customer, NetworkMessage, Scene } from '../apps/network-simulator/src/client/scene';
import { steady } from '../apps/network-simulator/src/personas/personas';
import { eventually } from './support/eventually';
import { RunningMayfly } from './support/running-mayfly';

const grantedMinor = 50_000;

describe('when a part is away', () => {
  const undo: (() => Promise<void>)[] = [];
  let servers: LocalServers;
  let mayfly: RunningMayfly;
  let scene: Scene;
  let visitor: MayflyApi;

  beforeAll(async () => {
    servers = await startServers();
    undo.push(() => servers.stop());
    mayfly = await RunningMayfly.start({ servers, env: { DECISION_DEADLINE_MS: '2000' } });
    undo.push(() => mayfly.stop());
    scene = await mayfly.stage();
    visitor = new MayflyApi({ url: mayfly.system.urls[0] ?? '', apiKey: 'none' });
  }, 120_000);

  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  }, 60_000);

  it('PostgreSQL: answers 503, is not ready, and comes back by itself', async () => {
    const message = await purchase(await scene.customer(steady, grantedMinor));
    await servers.postgres.server.kill('SIGQUIT');
    const answer = await scene.authorize(message);
    expect(answer).toMatchObject({ status: 503, body: { code: 'temporarily_unavailable' } });
    const readiness = await visitor.get('/health/ready');
    expect(readiness).toMatchObject({ status: 503, body: { reasons: ['database_unavailable'] } });
    expect((await visitor.get('/health/live')).status).toBe(200);

    await servers.postgres.server.restart();
    await eventually(async () => expect((await visitor.get('/health/ready')).status).toBe(200));
    expect((await scene.authorize(message)).status).toBe(200);
    await expectApprovedAgain();
  }, 90_000);

  it('Kafka: answers 91 at the deadline and releases the hold; the outbox drains when it returns', async () => {
    await servers.kafka.server.kill();
    await expectTimedOut();
    const { rows } = await mayfly.cards.query<{ waiting: bigint }>('select count(*) as waiting from outbox');
    expect(rows[0]?.waiting).toBeGreaterThan(0n);

    await servers.kafka.server.restart();
    await expectApprovedAgain();
  }, 90_000);

  it('the worker: answers 91 at the deadline and releases the hold; requests that waited are not approved late', async () => {
    const worker = mayfly.system.workers[0]?.process;
    await worker?.kill();
    await expectTimedOut();

    await worker?.restart();
    await expectApprovedAgain();
  }, 90_000);

  /** Purchases are declined 91, and at once nothing is held for them any more. */
  async function expectTimedOut(): Promise<void> {
    const customer = await scene.customer(steady, grantedMinor);
    const messages = [await purchase(customer), await purchase(customer), await purchase(customer)];
    const answers = await Promise.all(messages.map((message) => scene.authorize(message)));
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 200, body: { de39: '91', state: 'timed_out' } });
    }
    const { body } = await customer.api.get(`/v1/customers/${customer.customerId}`);
    expect(body['account']).toMatchObject({ availableMinor: grantedMinor, heldMinor: 0 });
  }

  /** By itself, sooner or later, and with nothing lost on the way. */
  async function expectApprovedAgain(): Promise<void> {
    await eventually(async () => {
      const answer = await scene.authorize(await purchase(await scene.customer(steady, grantedMinor)));
      expect(answer.body).toMatchObject({ de39: '00', state: 'approved' });
    }, 60_000);
    expect(await mayfly.violations()).toEqual([]);
  }

  async function purchase(customer: Customer): Promise<NetworkMessage> {
    return scene.purchase(await scene.mint(customer, { capMinor: 6_000 }), 4_990);
  }
});
