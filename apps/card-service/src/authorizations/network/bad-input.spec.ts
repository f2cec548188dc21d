import { randomUUID } from 'node:crypto';
import { CardServiceApp, purchase, type TestCaller, type TestCard } from '../../../spec/card-service-app';
import { signatureOf } from '../../access/message-signature';

const path = '/v1/authorizations';

describe('bad input', () => {
  let app: CardServiceApp;
  let network: TestCaller;
  let card: TestCard;
  let customerId: string;

  beforeAll(async () => {
    app = await CardServiceApp.start();
    network = await app.caller('network');
    ({ customerId } = await app.customer());
    card = await app.card(customerId);
  });
  afterAll(() => app.stop());

  /** Nothing may have been written by what was refused. */
  afterEach(async () => {
    const { rows } = await app.pool.query<object>(
      `select (select count(*) from authorizations) as authorizations,
              (select count(*) from holds) as holds,
              (select state from cards where id = $1) as card`,
      [card.cardId],
    );
    expect(rows).toEqual([{ authorizations: 0n, holds: 0n, card: 'open' }]);
  });

  /** Sends a body as it is, well signed. */
  async function sendRaw(body: string, contentType = 'application/json'): Promise<Response> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const message = { method: 'POST', path, body: Buffer.from(body) };
    return fetch(app.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${network.apiKey}`,
        'content-type': contentType,
        'mayfly-timestamp': timestamp,
        'mayfly-signature': `v1=${signatureOf(String(network.signingSecret), timestamp, message)}`,
      },
      body,
    });
  }

  async function expectProblem(response: Response, status: number, code: string): Promise<void> {
    const text = await response.text();
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(text)).toMatchObject({ type: `urn:mayfly:problem:${code}`, status, code });
    expect(text).not.toMatch(/\bat .*\.[jt]s|node_modules|Error:/);
    expect(text).not.toContain(card.number);
  }

  it.each([
    ['no JSON', 'amountMinor=1'],
    ['half a JSON', '{"amountMinor":'],
    ['nothing', ''],
    ['a poisoned prototype', '{"__proto__":{"admin":true}}'],
  ])('that is %s is a malformed_json problem', async (_, body) => {
    await expectProblem(await sendRaw(body), 400, 'malformed_json');
  });

  it.each(['null', '[]', '"text"', '42', '{}'])(
    'of the JSON %s is a validation_failed problem',
    async (body) => {
      await expectProblem(await sendRaw(body), 400, 'validation_failed');
    },
  );

  it('larger than 64 KiB is a body_too_large problem', async () => {
    await expectProblem(await sendRaw(`{"x":"${'x'.repeat(70_000)}"}`), 413, 'body_too_large');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'of the type %s is an unsupported_media_type problem',
    async (contentType) => {
      await expectProblem(
        await sendRaw(JSON.stringify(purchase(card)), contentType),
        415,
        'unsupported_media_type',
      );
    },
  );

  it.each([
    ['unknown', { colour: 'red' }, 'colour'],
    [
      'unknown inside another',
      { merchant: { id: 'A', name: 'B', mcc: '5942', country: 'DE', vip: true } },
      'merchant.vip',
    ],
    ['zero for a purchase', { amountMinor: 0 }, 'amountMinor'],
    ['negative', { amountMinor: -1 }, 'amountMinor'],
    ['absurd', { amountMinor: 1_000_000_000_000 }, 'amountMinor'],
    ['a fraction of a cent', { amountMinor: 1.5 }, 'amountMinor'],
    ['text where a number belongs', { amountMinor: '4200' }, 'amountMinor'],
    ['above zero for a verification', { kind: 'verification' }, 'amountMinor'],
    ['no currency', { currency: 'euro' }, 'currency'],
    ['a number that is too short', { cardNumber: '99990000' }, 'cardNumber'],
    ['a number with letters', { cardNumber: '99990000ABCDEFGH' }, 'cardNumber'],
    ['an expiry in month 13', { expiry: '2713' }, 'expiry'],
    ['a CVV2 of four digits', { cvv2: '1234' }, 'cvv2'],
    ['a merchant that is missing', { merchant: null }, 'merchant'],
    [
      'a category of three digits',
      { merchant: { id: 'A', name: 'B', mcc: '594', country: 'DE' } },
      'merchant.mcc',
    ],
    ['an unknown entry mode', { entryMode: 'telepathy' }, 'entryMode'],
    ['a STAN of seven digits', { stan: '1234567' }, 'stan'],
    ['a terminal that is too long', { terminalId: 'WEB000001' }, 'terminalId'],
    ['an instant without zone', { transmittedAt: '2026-03-01T09:30:00' }, 'transmittedAt'],
    ['an instant that does not exist', { transmittedAt: '2026-02-30T09:30:00Z' }, 'transmittedAt'],
    ['an instant of another century', { transmittedAt: '1926-03-01T09:30:00Z' }, 'transmittedAt'],
  ])('in a field that is %s names the field', async (_, change, field) => {
    const answer = await network.api.post(path, purchase(card, change));
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed', errors: [{ field }] } });
  });

  it('with a card number in the name of the merchant is refused, for names travel in events', async () => {
    const merchant = { id: 'A', name: `Shop ${card.number}`, mcc: '5942', country: 'DE' };
    const answer = await network.api.post(path, purchase(card, { merchant }));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'merchant.name' }] } });
    expect(JSON.stringify(answer.body)).not.toContain(card.number);
  });

  it('whose unknown field is named like a card number is not repeated', async () => {
    const answer = await network.api.post(path, purchase(card, { [card.number]: 1 }));
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain(card.number);
  });

  it.each(['reversals', 'clearings'])(
    'that names an unknown authorization to %s is not_found',
    async (kind) => {
      for (const id of [randomUUID(), 'no-id', '%00']) {
        const answer = await network.api.post(`${path}/${id}/${kind}`, {});
        expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
    },
  );

  it('to a path that does not exist is not_found, and by a wrong method method_not_allowed', async () => {
    await expectProblem(await fetch(`${app.url}/v1/nothing`), 404, 'not_found');
    const response = await fetch(app.url + path, { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
    await expectProblem(response, 405, 'method_not_allowed');
  });

  it('to a path that cannot be decoded is malformed_request', async () => {
    await expectProblem(await fetch(`${app.url}/v1/cards/%zz`), 400, 'malformed_request');
  });

  it('in a query is a validation_failed problem', async () => {
    for (const query of ['limit=0', 'limit=201', 'limit=ten', 'state=lost', 'customerId=7', 'page=2']) {
      const answer = await app.operator.get(`${path}?${query}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    }
  });

  describe('in a signature', () => {
    it('that is missing is signature_missing', async () => {
      const headers = { 'mayfly-signature': '', 'mayfly-timestamp': '' };
      const unsigned = await fetch(app.url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${network.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(purchase(card)),
      });
      await expectProblem(unsigned, 401, 'signature_missing');
      const empty = await network.api.post(path, purchase(card), { headers });
      expect(empty).toMatchObject({ status: 401, body: { code: 'signature_invalid' } });
    });

    it('that is forged is signature_invalid', async () => {
      const headers = { 'mayfly-signature': `v1=${'0'.repeat(64)}` };
      const answer = await network.api.post(path, purchase(card), { headers });
      expect(answer).toMatchObject({ status: 401, body: { code: 'signature_invalid' } });
    });

    it("that is another network's is signature_invalid", async () => {
      const other = await app.caller('network');
      const headers = { authorization: `Bearer ${other.apiKey}` };
      const answer = await network.api.post(path, purchase(card), { headers });
      expect(answer).toMatchObject({ status: 401, body: { code: 'signature_invalid' } });
    });

    it.each([-301, 305])('made %i seconds from now is signature_expired', async (offsetSeconds) => {
      const signedAtSeconds = Math.floor(Date.now() / 1000) + offsetSeconds;
      const answer = await network.api.post(path, purchase(card), { signedAtSeconds });
      expect(answer).toMatchObject({ status: 401, body: { code: 'signature_expired' } });
    });
  });

  it('leaves no card number and no CVV2 in the log', () => {
    const log = app.logLines.join('');
    expect(log).toContain('"status":400');
    expect(log).not.toContain(card.number);
    expect(log).not.toMatch(/cvv2|cardNumber/);
  });
});
