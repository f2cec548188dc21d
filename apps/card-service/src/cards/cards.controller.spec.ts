import { randomUUID } from 'node:crypto';
import { findLuhnNumbers } from '@mayfly/card-number';
import { CardApi } from '../../spec/card-api';
import { testKeys } from '../../spec/test-settings';

describe('the API of cards', () => {
  let api: CardApi;
  let owner: { customerId: string; apiKey: string };
  let cardsPath: string;

  beforeAll(async () => {
    api = await CardApi.start();
    owner = await api.customer();
    cardsPath = `/v1/customers/${owner.customerId}/cards`;
  });
  afterAll(() => api.stop());

  it('R1: shows a fresh card whole to its customer, and masked ever after', async () => {
    const minted = await api.mint(owner, { capMinor: 5_000, merchantLock: 'NORDICBOOKS' });
    expect(minted).toMatchObject({
      status: 201,
      body: {
        number: expect.stringMatching(/^99990000\d{8}$/) as string,
        expiry: expect.stringMatching(/^\d{4}$/) as string,
        cvv2: expect.stringMatching(/^\d{3}$/) as string,
        state: 'open',
        capMinor: 5_000,
        currency: 'EUR',
        merchantLock: 'NORDICBOOKS',
      },
    });
    const cardId = String(minted.body['cardId']);
    const [read, list] = [
      await api.call('GET', `/v1/cards/${cardId}`, { apiKey: owner.apiKey }),
      await api.call('GET', cardsPath, { apiKey: owner.apiKey }),
    ];
    expect(read).toMatchObject({ status: 200, body: { cardId, state: 'open', iin: '99990000' } });
    expect(list).toMatchObject({ status: 200, body: { cards: [{ cardId }] } });
    for (const later of [read, list]) {
      const text = JSON.stringify(later.body);
      expect(findLuhnNumbers(text, testKeys.iins)).toEqual([]);
      expect(text).not.toMatch(/cvv2|"number"|expiry/);
    }
  });

  it('wants an Idempotency-Key, and answers a repeated one alike', async () => {
    const call = { apiKey: owner.apiKey, body: { capMinor: 700 } };
    expect(await api.call('POST', cardsPath, call)).toMatchObject({
      status: 400,
      contentType: expect.stringContaining('application/problem+json') as string,
      body: { code: 'idempotency_key_missing' },
    });
    const idempotencyKey = randomUUID();
    const first = await api.call('POST', cardsPath, { ...call, idempotencyKey });
    expect(await api.call('POST', cardsPath, { ...call, idempotencyKey })).toEqual(first);
    expect(
      await api.call('POST', cardsPath, { ...call, idempotencyKey, body: { capMinor: 701 } }),
    ).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it.each([
    [{}, 'capMinor'],
    [{ capMinor: 0 }, 'capMinor'],
    [{ capMinor: -1 }, 'capMinor'],
    [{ capMinor: 1_000_000_000_000 }, 'capMinor'],
    [{ capMinor: 1.5 }, 'capMinor'],
    [{ capMinor: '100' }, 'capMinor'],
    [{ capMinor: null }, 'capMinor'],
    [{ capMinor: 1, currency: 'eur' }, 'currency'],
    [{ capMinor: 1, currency: null }, 'currency'],
    [{ capMinor: 1, merchantLock: '' }, 'merchantLock'],
    [{ capMinor: 1, merchantLock: 'nul\u0000' }, 'merchantLock'],
    [{ capMinor: 1, merchantLock: 'longer than fifteen' }, 'merchantLock'],
    [{ capMinor: 1, merchantLock: null }, 'merchantLock'],
    [{ capMinor: 1, validitySeconds: 299 }, 'validitySeconds'],
    [{ capMinor: 1, validitySeconds: 604_801 }, 'validitySeconds'],
    [{ capMinor: 1, validUntil: '2030-01-01T00:00:00Z' }, 'validUntil'],
  ])('refuses %j, naming the field %s, and mints nothing', async (body, field) => {
    const answer = await api.mint(owner, body);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ field, problem: expect.any(String) as string }] },
    });
  });

  it.each(['[]', 'null', '"card"', '{"capMinor":', ''])('refuses the body %j', async (body) => {
    expect((await api.mint(owner, body)).status).toBe(400);
  });

  it('refuses a currency that is not the account’s', async () => {
    expect(await api.mint(owner, { capMinor: 1, currency: 'SEK' })).toMatchObject({
      status: 409,
      body: { code: 'currency_mismatch' },
    });
  });

  it('shows a customer nothing of another: 404, as for what does not exist', async () => {
    const stranger = await api.customer();
    const { cardId } = (await api.mint(owner)).body;
    const apiKey = stranger.apiKey;
    for (const [method, path, status] of [
      ['GET', `/v1/cards/${String(cardId)}`, 404],
      ['POST', `/v1/cards/${String(cardId)}/cancel`, 404],
      ['GET', cardsPath, 404],
      ['GET', `/v1/cards/${randomUUID()}`, 404],
      ['GET', '/v1/cards/1', 404],
      ['GET', `/v1/customers/${stranger.customerId}/cards`, 200],
    ] as const) {
      expect({ path, status: (await api.call(method, path, { apiKey })).status }).toEqual({ path, status });
    }
    expect((await api.mint({ ...owner, apiKey })).status).toBe(404);
  });

  it('cancels a card for its customer, and for an operator', async () => {
    for (const apiKey of [owner.apiKey, api.operatorKey]) {
      const { cardId } = (await api.mint(owner)).body;
      const path = `/v1/cards/${String(cardId)}/cancel`;
      expect(await api.call('POST', path, { apiKey })).toMatchObject({
        status: 200,
        body: { cardId, state: 'cancelled' },
      });
      expect((await api.call('POST', path, { apiKey })).status).toBe(200);
    }
  });

  it('lets agents read, and neither mint nor cancel', async () => {
    const apiKey = await api.apiKey('agent');
    const { cardId } = (await api.mint(owner)).body;
    expect((await api.call('GET', `/v1/cards/${String(cardId)}`, { apiKey })).status).toBe(200);
    expect((await api.call('POST', `/v1/cards/${String(cardId)}/cancel`, { apiKey })).status).toBe(403);
    expect((await api.mint({ ...owner, apiKey })).status).toBe(403);
  });
});
