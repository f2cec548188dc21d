import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLuhn } from '@mayfly/card-number';
import { publishRecords } from '@mayfly/messaging';
import type { Customer, MintedCard, Scene } from '../apps/network-simulator/src/client/scene';
import { steady } from '../apps/network-simulator/src/personas/personas';
import { tellStories } from '../apps/network-simulator/src/stories/tell-stories';
import { findCardData } from './support/card-data-scan';
import { eventRecord } from './support/poison';
import { RunningMayfly } from './support/running-mayfly';
import { sendLoad } from './support/send-load';

const someNumber = completeLuhn('999900001234567');

describe('card data', () => {
  let mayfly: RunningMayfly;
  let scene: Scene;
  let customer: Customer;
  let card: MintedCard;

  beforeAll(async () => {
    mayfly = await RunningMayfly.start({ env: { LOG_LEVEL: 'trace' } });
    scene = await mayfly.stage();
    customer = await scene.customer(steady, 50_000);
    card = await scene.mint(customer, { capMinor: 6_000 });
  }, 90_000);

  afterAll(() => mayfly.stop(), 30_000);

  it('is in no topic, log or table after every story and a load', async () => {
    const [url = ''] = mayfly.system.urls;
    const system = { url, operatorKey: mayfly.system.operatorKey };
    expect(await tellStories(system, [], () => undefined)).toBe(0);
    await sendLoad(scene, { ratePerSecond: 20, durationSeconds: 3 });
    await mayfly.settle();
    expect(await findCardData(mayfly)).toEqual([]);
  }, 90_000);

  it('does not stay where a caller puts it by mistake, nor come back in the answer', async () => {
    const message = scene.purchase(card, 1_000);
    const misplaced = await Promise.all([
      scene.authorize({ ...message, merchant: { ...message.merchant, name: `Card ${card.number}` } }),
      scene.authorize({ ...message, cvv2: 'cvv2=123', expiry: card.number }),
      scene.network.post('/v1/authorizations', { ...message, [card.number]: card.cvv2 }),
      scene.network.post(`/v1/authorizations?cvv2=${card.cvv2}`, { card: card.number }),
      scene.network.post('/v1/authorizations', [card.number, card.cvv2]),
      scene.operator.get(`/v1/cards/${card.number}`),
      scene.operator.get(`/v1/authorizations?customerId=${card.number}`),
      scene.operator.call('GET', '/v1/authorizations', { headers: { traceparent: card.number } }),
      scene.operator.post(
        '/v1/api-keys',
        { role: 'network', name: `Card ${card.number}`, scheme: 'visa' },
        keyed(card.number),
      ),
      customer.api.post(`/v1/customers/${customer.customerId}/cards`, { capMinor: 1 }, keyed(card.number)),
    ]);
    for (const { status, body } of misplaced) {
      expect(status).toBeLessThan(500);
      expect(JSON.stringify(body)).not.toContain(card.number);
    }
    await mayfly.settle();
    expect(await findCardData(mayfly)).toEqual([]);
  });

  it('is found wherever it is planted', async () => {
    const planted = eventRecord('account.repaid.v1', card.cardId, { number: someNumber });
    await publishRecords(mayfly.kafka, [planted]);
    appendFileSync(join(mayfly.system.logDir, 'card-service-1.log'), `{"msg":"asked with cvv2=123"}\n`);
    await mayfly.cards.query('update authorizations set merchant_name = $1', [someNumber]);
    await mayfly.assessments.query(`update decisions set event = jsonb_build_object('cvv2', '123')`);
    expect(await findCardData(mayfly)).toEqual([
      'topic account.repaid.v1',
      'log card-service-1.log',
      'card database, authorizations',
      'assessment database, decisions',
    ]);
  });

  it('is found in a topic by the audit too', async () => {
    expect(await mayfly.violations()).toContainEqual(
      expect.stringMatching(
        /^11 no card number in a topic: account\.repaid\.v1\[\d\] offset \d+ holds a card number$/,
      ),
    );
  });
});

function keyed(idempotencyKey: string): { headers: Record<string, string> } {
  return { headers: { 'idempotency-key': idempotencyKey } };
}
