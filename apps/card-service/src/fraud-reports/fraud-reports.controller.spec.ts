import { randomUUID } from 'node:crypto';
import { Assessor } from '../../spec/assessor';
import { CardServiceApp, purchase, type TestCaller, type TestCard } from '../../spec/card-service-app';

const path = '/v1/fraud-reports';

describe('the API of fraud reports', () => {
  let app: CardServiceApp;
  let assessor: Assessor;
  let network: TestCaller;
  let customer: TestCaller & { readonly customerId: string };
  let card: TestCard;
  /** Declined at intake: above the cap of the card, which stays open. */
  let authorizationId: string;

  beforeAll(async () => {
    app = await CardServiceApp.start({ DECISION_DEADLINE_MS: '10000' });
    assessor = new Assessor(app);
    network = await app.caller('network');
  });
  afterAll(async () => {
    await assessor.stop();
    await app.stop();
  });
  beforeEach(async () => {
    customer = await app.customer();
    card = await app.card(customer.customerId);
    const { body } = await network.api.post('/v1/authorizations', purchase(card, { amountMinor: 50_001 }));
    authorizationId = String(body['authorizationId']);
  });

  const cardState = async () => (await app.operator.get(`/v1/cards/${card.cardId}`)).body['state'];

  async function approvedPurchase(): Promise<string> {
    const [{ body }] = await Promise.all([
      network.api.post('/v1/authorizations', purchase(card)),
      assessor.decide(customer.customerId),
    ]);
    return String(body['authorizationId']);
  }

  it('R9, R15: from the chargeback over the frozen account to the open one', async () => {
    const bought = await approvedPurchase();
    const other = await app.card(customer.customerId);
    const reported = await network.api.post(path, { authorizationId: bought });
    expect(reported).toMatchObject({
      status: 201,
      body: { authorizationId: bought, channel: 'chargeback' },
    });
    expect(await network.api.post('/v1/authorizations', purchase(other))).toMatchObject({
      status: 200,
      body: { state: 'declined', de39: '62', retryCategory: 2 },
    });
    const self = `/v1/customers/${customer.customerId}`;
    expect((await customer.api.get(self)).body).toMatchObject({
      account: { heldMinor: 4_200 },
      standing: {
        state: 'frozen',
        restrictions: [{ code: 'account_frozen', since: reported.body['reportedAt'] }],
      },
    });
    expect(await app.operator.post(`${self}/unfreeze`, {})).toMatchObject({
      status: 200,
      body: { customerId: customer.customerId, standing: { state: 'good', restrictions: [] } },
    });
    const [{ body: answer }] = await Promise.all([
      network.api.post('/v1/authorizations', purchase(other)),
      assessor.decide(customer.customerId),
    ]);
    expect(answer).toMatchObject({ state: 'approved' });
  });

  it('R9: the customer reports a purchase of her own, and the card is burned', async () => {
    const first = await customer.api.post(path, { authorizationId });
    expect(first).toMatchObject({ status: 201, body: { channel: 'customer' } });
    expect(await cardState()).toBe('blocked');
    expect(await customer.api.post(path, { authorizationId })).toEqual(first);
    expect(await network.api.post(path, { authorizationId })).toEqual(first);
  });

  it('an operator reports for a network or a customer, and says for whom', async () => {
    const answer = await app.operator.post(path, { authorizationId, channel: 'customer' });
    expect(answer).toMatchObject({ status: 201, body: { channel: 'customer' } });
  });

  it('R12: agents read of the freeze what they may say, and can neither report nor lift it', async () => {
    const agent = await app.caller('agent');
    await network.api.post(path, { authorizationId: await approvedPurchase() });
    const self = `/v1/customers/${customer.customerId}`;
    expect((await agent.api.get(self)).body).toMatchObject({ standing: { state: 'frozen' } });
    for (const call of [path, `${self}/unfreeze`]) {
      expect(await agent.api.post(call, { authorizationId })).toMatchObject({ status: 403 });
    }
  });

  describe('refuses, and writes nothing,', () => {
    afterEach(async () => {
      expect(await cardState()).toBe('open');
      const { rows } = await app.pool.query(
        'select count(*)::integer as reports from fraud_reports where authorization_id = $1',
        [authorizationId],
      );
      expect(rows).toEqual([{ reports: 0 }]);
    });

    it('a network that does not sign', async () => {
      const response = await fetch(app.url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${network.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ authorizationId }),
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'signature_missing' });
    });

    it("what is somebody else's, or nobody's", async () => {
      const strangers = [await app.caller('network'), await app.customer()];
      for (const { api } of strangers) {
        expect(await api.post(path, { authorizationId })).toMatchObject({
          status: 404,
          body: { code: 'not_found' },
        });
      }
      expect(await network.api.post(path, { authorizationId: randomUUID() })).toMatchObject({ status: 404 });
    });

    it.each([
      [{}, 'authorizationId'],
      [{ authorizationId: null }, 'authorizationId'],
      [{ authorizationId: 'the last one' }, 'authorizationId'],
      [{ channel: 'chargeback' }, 'channel'],
      [{ channel: 'rumour' }, 'channel'],
      [{ channel: null }, 'channel'],
      [{ amountMinor: 1 }, 'amountMinor'],
    ])('a body with %j, naming %s', async (part, field) => {
      const body = field === 'authorizationId' ? part : { authorizationId, ...part };
      expect(await network.api.post(path, body)).toMatchObject({
        status: 400,
        body: { code: 'validation_failed', errors: [{ field }] },
      });
    });

    it('an operator who does not say for whom', async () => {
      expect(await app.operator.post(path, { authorizationId })).toMatchObject({
        status: 400,
        body: { code: 'validation_failed', errors: [{ field: 'channel' }] },
      });
    });
  });

  it('finds no account to open of an unknown customer', async () => {
    expect(await app.operator.post(`/v1/customers/${randomUUID()}/unfreeze`, {})).toMatchObject({
      status: 404,
    });
    expect(await app.operator.post('/v1/customers/somebody/unfreeze', {})).toMatchObject({ status: 404 });
  });
});
