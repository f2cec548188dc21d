import { Assessor } from '../../../spec/assessor';
import { CardServiceApp, purchase, type TestCaller } from '../../../spec/card-service-app';
import { eventually } from '../../../../../test/support/eventually';

const path = '/v1/authorizations';

describe('authorizations over HTTP', () => {
  let app: CardServiceApp;
  let assessor: Assessor;
  let network: TestCaller;

  beforeAll(async () => {
    app = await CardServiceApp.start({ DECISION_DEADLINE_MS: '4000' });
    assessor = new Assessor(app);
    network = await app.caller('network');
  });
  afterAll(async () => {
    await assessor.stop();
    await app.stop();
  });

  it('R2: a purchase waits for the decision that comes back over Kafka, and is reversed in full', async () => {
    const { customerId } = await app.customer();
    const [{ status, body }] = await Promise.all([
      network.api.post(path, purchase(await app.card(customerId))),
      assessor.decide(customerId),
    ]);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        state: 'approved',
        de39: '00',
        approvalCode: expect.stringMatching(/^\d{6}$/) as string,
        retryCategory: null,
        amountMinor: 4_200,
        currency: 'EUR',
      },
    });
    const own = `${path}/${String(body['authorizationId'])}`;
    const reversed = await network.api.post(`${own}/reversals`, {});
    expect(reversed).toMatchObject({ status: 200, body: { state: 'reversed', de39: '00' } });
    const cleared = await network.api.post(`${own}/clearings`, {});
    expect(cleared).toMatchObject({ status: 409, body: { code: 'authorization_not_clearable' } });
  });

  it('another network can neither reverse nor clear it', async () => {
    const { customerId } = await app.customer();
    const [{ body }] = await Promise.all([
      network.api.post(path, purchase(await app.card(customerId))),
      assessor.decide(customerId),
    ]);
    const other = await app.caller('network');
    for (const end of ['reversals', 'clearings']) {
      const answer = await other.api.post(`${path}/${String(body['authorizationId'])}/${end}`, {});
      expect(answer.status).toBe(404);
    }
  });

  it('a merchant reverses and clears what it asked for, and a network cannot', async () => {
    const merchant = await app.caller('merchant');
    const buy = async () => {
      const { customerId } = await app.customer();
      const [{ body }] = await Promise.all([
        merchant.api.post(path, purchase(await app.card(customerId))),
        assessor.decide(customerId),
      ]);
      expect(body['de39']).toBe('00');
      return `${path}/${String(body['authorizationId'])}`;
    };
    const [kept, givenUp] = [await buy(), await buy()];
    for (const own of [kept, givenUp]) {
      expect((await network.api.post(`${own}/clearings`, {})).status).toBe(404);
    }
    expect(await merchant.api.post(`${kept}/clearings`, {})).toMatchObject({
      status: 200,
      body: { state: 'cleared' },
    });
    expect(await merchant.api.post(`${givenUp}/reversals`, {})).toMatchObject({
      status: 200,
      body: { state: 'reversed' },
    });
  });

  it('a merchant asks as itself alone, whatever its messages state', async () => {
    const merchant = await app.caller('merchant');
    const { customerId } = await app.customer();
    const message = purchase(await app.card(customerId));
    const own = message['merchant'] as object;
    for (const stated of [
      { ...own, id: 'SOMEBODYELSE' },
      { ...own, mcc: '7011' },
    ]) {
      expect(await merchant.api.post(path, { ...message, merchant: stated })).toMatchObject({
        status: 403,
        body: { code: 'merchant_not_yours' },
      });
    }
    const { rows } = await app.pool.query('select from authorizations where customer_id = $1', [customerId]);
    expect(rows).toEqual([]);
    const [{ body }] = await Promise.all([merchant.api.post(path, message), assessor.decide(customerId)]);
    expect(body['de39']).toBe('00');
  });

  it('a merchant from before merchants were bound asks nothing until an operator binds it, once', async () => {
    const merchant = await app.caller('merchant');
    const { rows } = await app.pool.query<{ id: string }>(
      'update parties p set merchant_id = null, mcc = null from api_keys k where k.id = $1 and p.id = k.party_id returning p.id',
      [merchant.keyId],
    );
    const partyId = rows[0]?.id ?? '';
    const later = await app.caller('merchant', { partyId });
    const { customerId } = await app.customer();
    const message = purchase(await app.card(customerId));
    expect(await later.api.post(path, message)).toMatchObject({
      status: 403,
      body: { code: 'merchant_not_bound' },
    });
    const bound = await app.caller('merchant', { partyId, merchantId: 'NORDICBOOKS', mcc: '5942' });
    const [{ body }] = await Promise.all([bound.api.post(path, message), assessor.decide(customerId)]);
    expect(body['de39']).toBe('00');
    await expect(
      app.caller('merchant', { partyId, merchantId: 'SOMEBODYELSE', mcc: '5942' }),
    ).rejects.toThrow('merchant_bound_already');
  });

  it('a message is reversed by its own key, before and after it came', async () => {
    const { customerId } = await app.customer();
    const message = purchase(await app.card(customerId));
    const { acquirerId, terminalId, stan, transmittedAt } = message;
    const key = { acquirerId, terminalId, stan, transmittedAt };
    await Promise.all([network.api.post(path, message), assessor.decide(customerId)]);
    expect(await network.api.post('/v1/reversals', key)).toMatchObject({
      status: 200,
      body: { outcome: 'reversed', authorization: { state: 'reversed', de39: '00' } },
    });
    const next = purchase(await app.card(customerId));
    const early = { ...key, stan: next['stan'], transmittedAt: next['transmittedAt'] };
    expect(await network.api.post('/v1/reversals', early)).toEqual({
      status: 200,
      body: { outcome: 'remembered' },
    });
    expect(await network.api.post(path, next)).toMatchObject({
      status: 200,
      body: { state: 'declined', de39: '91' },
    });
    const absurd = { ...key, transmittedAt: '2020-01-01T00:00:00Z' };
    expect(await network.api.post('/v1/reversals', absurd)).toMatchObject({
      status: 400,
      body: { code: 'validation_failed' },
    });
  });

  it('a replay of the same signed message inside the window gets the stored answer', async () => {
    const { customerId } = await app.customer();
    const message = purchase(await app.card(customerId));
    const [first] = await Promise.all([network.api.post(path, message), assessor.decide(customerId)]);
    expect(await network.api.post(path, message)).toEqual(first);
    const { rows } = await app.pool.query<object>('select from authorizations where customer_id = $1', [
      customerId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('without a decision is answered 91 at the deadline', async () => {
    const { customerId } = await app.customer();
    const answer = await network.api.post(path, purchase(await app.card(customerId)));
    expect(answer).toMatchObject({ status: 200, body: { state: 'timed_out', de39: '91', retryCategory: 2 } });
  });

  it('a verification of amount zero is answered 85', async () => {
    const { customerId } = await app.customer();
    const card = await app.card(customerId);
    const answer = await network.api.post(path, purchase(card, { kind: 'verification', amountMinor: 0 }));
    expect(answer).toMatchObject({ status: 200, body: { state: 'verified', de39: '85' } });
  });

  it('the trace of the call goes on in the events it causes', async () => {
    const { customerId } = await app.customer();
    const card = await app.card(customerId);
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    await Promise.all([network.api.post(path, purchase(card), { headers }), assessor.decide(customerId)]);
    const { rows } = await app.pool.query<{ traceparent: string }>(
      "select traceparent from written_events where aggregateid = $1 and type = 'authorization.requested.v1'",
      [customerId],
    );
    expect(rows[0]?.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    expect(rows[0]?.traceparent).not.toContain('00f067aa0ba902b7');
  });

  it('is counted by state and reason, with no hold left without an owner', async () => {
    await eventually(async () => {
      const metrics = await (await fetch(`${app.url}/metrics`)).text();
      expect(metrics).toContain('mayfly_authorizations_total{state="approved",reason="approved"}');
      expect(metrics).toContain('mayfly_authorizations_total{state="timed_out",reason="decision_timed_out"}');
      expect(metrics).toMatch(/mayfly_authorization_answer_seconds_count [1-9]/);
      expect(metrics).toContain('mayfly_holds_without_owner 0');
      expect(metrics).toContain('mayfly_outbox_backlog_events 0');
    });
  });
});
