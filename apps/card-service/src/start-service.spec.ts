import { disposableDatabase } from '@mayfly/local-stack';
import { CardServiceApp, purchase } from '../spec/card-service-app';
import { testSettings } from '../spec/test-settings';
import { eventually } from '../../../test/support/eventually';
import { createLog } from './operation/log';
import { startService } from './start-service';

describe('the service', () => {
  it('answers the calls in hand when it stops, and takes no new ones', async () => {
    const app = await CardServiceApp.start({ DECISION_DEADLINE_MS: '1500' });
    const network = await app.caller('network');
    const { customerId } = await app.customer();
    const inHand = network.api.post('/v1/authorizations', purchase(await app.card(customerId)));
    await eventually(async () => {
      const { rows } = await app.pool.query<object>("select from authorizations where state = 'pending'");
      expect(rows).toHaveLength(1);
    });
    const stopped = app.stop();
    expect(await inHand).toMatchObject({ status: 200, body: { de39: '91', state: 'timed_out' } });
    await stopped;
    await expect(fetch(`${app.url}/health/live`)).rejects.toThrow();
  });

  it('starts twice at once on an empty database', async () => {
    const database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '');
    const settings = testSettings(database.url);
    const start = () =>
      startService(settings, createLog('silent'), (error) => {
        throw error;
      });
    const services = await Promise.all([start(), start()]);
    for (const { url } of services) {
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    }
    await Promise.all(services.map((service) => service.stop()));
    await database.drop();
  });
});
