import { randomUUID } from 'node:crypto';
import { CardServiceApp } from '../../spec/card-service-app';

describe('API keys', () => {
  let app: CardServiceApp;

  beforeAll(async () => {
    app = await CardServiceApp.start();
  });
  afterAll(() => app.stop());

  it('are stored as hashes, and signing secrets encrypted', async () => {
    const { apiKey, signingSecret } = await app.caller('network');
    const { rows } = await app.pool.query<{ stored: string }>(
      "select string_agg(k::text || encode(k.key_hash, 'escape') || coalesce(encode(signing_secret_ciphertext, 'escape'), ''), ' ') as stored from api_keys k",
    );
    expect(rows[0]?.stored).toContain('network');
    expect(rows[0]?.stored).not.toContain(apiKey);
    expect(rows[0]?.stored).not.toContain(String(signingSecret));
  });

  it('end when they are revoked, at once on the instance that was asked', async () => {
    const auditor = await app.caller('auditor');
    expect((await auditor.api.get('/v1/authorizations')).status).toBe(200);
    const revoked = await app.operator.call('DELETE', `/v1/api-keys/${auditor.keyId}`);
    expect(revoked.status).toBe(204);
    expect(await auditor.api.get('/v1/authorizations')).toMatchObject({
      status: 401,
      body: { code: 'api_key_invalid' },
    });
  });

  it('that nobody has are refused like malformed ones', async () => {
    for (const authorization of [`Bearer ${randomUUID()}`, 'Bearer short', 'Basic b3BlcmF0b3I6', 'Bearer']) {
      const response = await fetch(`${app.url}/v1/authorizations`, { headers: { authorization } });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toMatchObject({ code: 'api_key_invalid' });
    }
  });

  it('of one network may be several, each with a secret of its own', async () => {
    const first = await app.issueKey({
      role: 'network',
      name: 'A network',
      scheme: 'mastercard',
    });
    const partyId = String(first.body['partyId']);
    const second = await app.issueKey({ role: 'network', partyId });
    expect(second).toMatchObject({ status: 201, body: { partyId } });
    expect(second.body['signingSecret']).not.toBe(first.body['signingSecret']);
  });

  it.each([
    ['a customer that does not exist', { role: 'customer', customerId: randomUUID() }, 404, 'not_found'],
    ['a network that does not exist', { role: 'network', partyId: randomUUID() }, 404, 'not_found'],
    ['nobody named', { role: 'customer' }, 400, 'validation_failed'],
    ['a network without scheme', { role: 'network', name: 'A network' }, 400, 'validation_failed'],
    ['an agent with a customer', { role: 'agent', customerId: randomUUID() }, 400, 'validation_failed'],
    ['no role', {}, 400, 'validation_failed'],
    ['a role that is none', { role: 'admin' }, 400, 'validation_failed'],
  ])('are not issued for %s', async (_, request, status, code) => {
    const before = await count(app);
    expect(await app.issueKey(request)).toMatchObject({ status, body: { code } });
    expect(await count(app)).toEqual(before);
  });

  it('of a merchant cannot be had for a network', async () => {
    const merchant = await app.issueKey({
      role: 'merchant',
      name: 'A shop',
      scheme: 'visa',
      merchantId: 'ASHOP',
      mcc: '5942',
    });
    const answer = await app.issueKey({
      role: 'network',
      partyId: merchant.body['partyId'],
    });
    expect(answer.status).toBe(404);
  });
});

async function count(app: CardServiceApp): Promise<unknown> {
  const { rows } = await app.pool.query<object>(
    'select (select count(*) from api_keys) as keys, (select count(*) from parties) as parties',
  );
  return rows[0];
}
