import type { ServerResponse } from 'node:http';
import { KafkaBatchServer, OutboxRelay } from '@mayfly/messaging';
import { Assessor } from '../spec/assessor';
import { CardServiceApp, purchase } from '../spec/card-service-app';
import { eventually } from '../../../test/support/eventually';
import { StopOrder } from '../../../test/support/stop-order';
import { ResolutionNotices } from './authorizations/answer/resolution-notices';
import { RequestAuthorization } from './authorizations/request/request-authorization';
import { Readiness } from './operation/readiness';
import { KAFKA, POOL, SIDE_POOL } from './providers';
import { Sweeper } from './sweeper/sweeper';

describe('the service, when it stops', () => {
  let app: CardServiceApp;
  let assessor: Assessor;

  beforeEach(async () => {
    app = await CardServiceApp.start({ DECISION_DEADLINE_MS: '10000' });
    assessor = new Assessor(app);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await assessor.stop();
  });

  it('takes no new calls, answers those in hand by the decisions that still come, then ends consumer, relay and pools', async () => {
    const order = watched(app);
    const network = await app.caller('network');
    const { customerId } = await app.customer();
    const card = await app.card(customerId);
    order.steps.length = 0;

    const inHand = network.api.post('/v1/authorizations', purchase(card));
    await eventually(async () => {
      const { rows } = await app.pool.query<object>("select from authorizations where state = 'pending'");
      expect(rows).toHaveLength(1);
    });
    const stopped = app.stop();
    await eventually(() => {
      expect(order.steps).toContain('HTTP closes');
    });
    await assessor.decide(customerId);
    expect(await inHand).toMatchObject({ status: 200, body: { de39: '00', state: 'approved' } });
    await stopped;

    expect(order.steps).toEqual([
      'no traffic is asked for',
      'no new authorizations',
      'sweeps end',
      'sweeps end: done',
      'HTTP closes',
      'a call is answered',
      'HTTP closes: done',
      'the consumer leaves',
      'the consumer leaves: done',
      'notices are heard no more',
      'notices are heard no more: done',
      'the relay stops',
      'the relay stops: done',
      'Kafka is left',
      'Kafka is left: done',
      'the side pool ends',
      'the side pool ends: done',
      'the pool ends',
      'the pool ends: done',
    ]);
  });
});

function watched({ service: { app } }: CardServiceApp): StopOrder {
  const order = new StopOrder();
  const readiness = app.get(Readiness);
  order.watch('no traffic is asked for', readiness, 'markStopped');
  order.watch('no new authorizations', app.get(RequestAuthorization), 'onModuleDestroy');
  order.watch('sweeps end', app.get(Sweeper), 'beforeApplicationShutdown');
  order.watch('HTTP closes', app.getHttpAdapter(), 'close');
  app.getHttpServer().on('request', (_request, response: ServerResponse) => {
    response.once('finish', () => {
      order.note('a call is answered');
    });
  });
  order.watch('the consumer leaves', KafkaBatchServer.prototype, 'close');
  order.watch('notices are heard no more', app.get(ResolutionNotices), 'onApplicationShutdown');
  order.watch('the relay stops', OutboxRelay.prototype, 'stop');
  order.watch('Kafka is left', app.get(KAFKA), 'close');
  order.watch('the side pool ends', app.get(SIDE_POOL), 'end');
  order.watch('the pool ends', app.get(POOL), 'end');
  return order;
}
