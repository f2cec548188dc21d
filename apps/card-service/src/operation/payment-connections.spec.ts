import { randomUUID } from 'node:crypto';
import type { Pool } from '@mayfly/postgres';
import { CardServiceApp, purchase, type TestCaller } from '../../spec/card-service-app';
import { questionsOf } from '../../spec/purchase-power-answers';
import { eventually } from '../../../../test/support/eventually';
import { POOL, SIDE_POOL } from '../providers';

/** Less than a call waits for a connection that does not come. */
const atOnceMs = 900;

/** Takes every connection of a pool; the result gives them back. */
async function takeAll(pool: Pool): Promise<() => void> {
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  return () => {
    for (const client of clients) client.release();
  };
}

describe('connections to the database', () => {
  let app: CardServiceApp;

  beforeAll(async () => {
    app = await CardServiceApp.start({ DECISION_DEADLINE_MS: '200', SWEEP_INTERVAL_MS: '60000' });
  });
  afterAll(() => app.stop());

  describe('while payments have all of theirs in use', () => {
    let auditor: TestCaller;
    let customer: TestCaller & { customerId: string };
    let giveBack: () => void;

    beforeAll(async () => {
      auditor = await app.caller('auditor');
      customer = await app.customer();
      giveBack = await takeAll(app.service.app.get<Pool>(POOL));
    });
    afterAll(() => {
      giveBack();
    });

    it('a bearer that nobody has is refused, and one that was not seen before is known', async () => {
      const startedMs = performance.now();
      const headers = { authorization: `Bearer ${randomUUID()}` };
      const bogus = await fetch(`${app.url}/v1/authorizations`, { headers });
      const good = await auditor.api.post('/v1/authorizations', {});
      expect([bogus.status, good.status]).toEqual([401, 403]);
      expect(performance.now() - startedMs).toBeLessThan(atOnceMs);
    });

    it('metrics are read, with what the database says', async () => {
      const startedMs = performance.now();
      const metrics = await (await fetch(`${app.url}/metrics`)).text();
      expect(metrics).toMatch(/^mayfly_outbox_backlog_events \d+$/m);
      expect(performance.now() - startedMs).toBeLessThan(atOnceMs);
    });

    it('a question on purchase power is asked', async () => {
      void customer.api.get(`/v1/customers/${customer.customerId}/purchase-power`);
      await eventually(async () => {
        expect(await questionsOf(app.pool, customer.customerId)).toHaveLength(1);
      }, atOnceMs);
    });
  });

  it('a purchase is answered while metrics, unknown keys and questions have all of theirs in use', async () => {
    const network = await app.caller('network');
    const { customerId } = await app.customer();
    const card = await app.card(customerId);
    await network.api.get(`/v1/authorizations/${randomUUID()}`);
    const giveBack = await takeAll(app.service.app.get<Pool>(SIDE_POOL));
    const answer = await network.api.post('/v1/authorizations', purchase(card));
    expect(answer).toMatchObject({ status: 200, body: { de39: '91' } });
    giveBack();
  });
});
