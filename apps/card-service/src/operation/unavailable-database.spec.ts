import { CardServiceApp, purchase, type TestCaller, type TestCard } from '../../spec/card-service-app';
import { CuttableConnection } from '../../spec/cuttable-connection';
import { eventually } from '../../../../test/support/eventually';

/** Less than any time limit on the way: an answer that waited for one would be later. */
const atOnceMs = 1_500;

describe('while PostgreSQL is away', () => {
  let connection: CuttableConnection;
  let app: CardServiceApp;
  let network: TestCaller;
  let card: TestCard;

  beforeAll(async () => {
    app = await CardServiceApp.start({}, async (url) => {
      const direct = new URL(url);
      connection = await CuttableConnection.to(direct.hostname, Number(direct.port));
      direct.host = `127.0.0.1:${connection.localPort}`;
      return direct.href;
    });
    network = await app.caller('network');
    const { customerId } = await app.customer();
    card = await app.card(customerId);
    await network.api.get('/v1/authorizations/none');
    await connection.cut();
  });
  afterAll(async () => {
    await connection.mend();
    await app.stop();
    await connection.cut();
  });

  it('a purchase is answered 503 at once, with the time to try again', async () => {
    const startedMs = performance.now();
    const answer = await network.api.post('/v1/authorizations', purchase(card));
    expect(answer).toMatchObject({ status: 503, body: { code: 'temporarily_unavailable' } });
    expect(performance.now() - startedMs).toBeLessThan(atOnceMs);
  });

  it.each(['/v1/authorizations', '/v1/customers/0199c7a0-0000-7000-8000-0000000000c1'])(
    'reading %s is answered 503 with Retry-After, also for a key that was not seen before',
    async (path) => {
      for (const key of ['operator-key-of-a-test-run', 'a-key-that-nobody-ever-had']) {
        const response = await fetch(app.url + path, { headers: { authorization: `Bearer ${key}` } });
        expect(response.status).toBe(503);
        expect(response.headers.get('retry-after')).toBe('1');
        expect(await response.json()).toMatchObject({ code: 'temporarily_unavailable' });
      }
    },
  );

  it('the instance is alive and not ready, and says why; metrics can still be read', async () => {
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${app.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      status: 'not_ready',
      reasons: ['database_unavailable'],
    });
    expect((await fetch(`${app.url}/metrics`)).status).toBe(200);
  });

  it('it comes back by itself', async () => {
    await connection.mend();
    await eventually(async () => {
      expect((await fetch(`${app.url}/health/ready`)).status).toBe(200);
    });
    const verification = purchase(card, { kind: 'verification', amountMinor: 0 });
    const answer = await network.api.post('/v1/authorizations', verification);
    expect(answer).toMatchObject({ status: 200, body: { de39: '85' } });
  });
});
