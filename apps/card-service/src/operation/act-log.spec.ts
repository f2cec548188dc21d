import { randomUUID } from 'node:crypto';
import { CardServiceApp } from '../../spec/card-service-app';

describe('the log of acts', () => {
  let app: CardServiceApp;

  beforeAll(async () => {
    app = await CardServiceApp.start();
  });
  afterAll(() => app.stop());

  function acts(): Record<string, unknown>[] {
    return app.logLines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'act');
  }

  it('names who did what to whom, and each time a number was shown, without the number', async () => {
    const customer = await app.customer();
    const path = `/v1/customers/${customer.customerId}/cards`;
    const headers = { 'idempotency-key': randomUUID() };
    const minted = await customer.api.post(path, { capMinor: 100 }, { headers });
    await customer.api.post(path, { capMinor: 100 }, { headers });
    const { cardId, number, cvv2 } = minted.body as Record<string, string>;
    await customer.api.post(`/v1/cards/${cardId ?? ''}/cancel`, {});
    await customer.api.post(path, { capMinor: 100 }, { headers });
    const own = acts().filter(({ keyId }) => keyId === customer.keyId);
    const mint = { act: 'POST /v1/customers/:id/cards', role: 'customer', subjectId: cardId };
    expect(own).toMatchObject([
      { ...mint, numberShown: true },
      { ...mint, numberShown: true },
      { act: 'POST /v1/cards/:id/cancel', role: 'customer', subjectId: cardId },
      mint,
    ]);
    expect(own.at(-1)).not.toHaveProperty('numberShown');
    const text = app.logLines.join('');
    expect(text).not.toContain(number);
    expect(text).not.toContain(`"${cvv2 ?? ''}"`);
    expect(acts()).toContainEqual(
      expect.objectContaining({
        act: 'POST /v1/customers',
        role: 'operator',
        subjectId: customer.customerId,
      }),
    );
    expect(acts()).toContainEqual(
      expect.objectContaining({ act: 'POST /v1/api-keys', role: 'operator', subjectId: customer.keyId }),
    );
  });

  it('has no word of what was refused, of reads, and of messages of networks', async () => {
    const customer = await app.customer();
    const network = await app.caller('network');
    await customer.api.post(`/v1/customers/${customer.customerId}/cards`, { capMinor: 0 });
    await customer.api.get(`/v1/customers/${customer.customerId}`);
    await network.api.post('/v1/reversals', {
      acquirerId: '1',
      terminalId: 'T',
      stan: '000001',
      transmittedAt: new Date().toISOString(),
    });
    const keys = [customer.keyId, network.keyId];
    expect(acts().filter(({ keyId }) => keys.includes(String(keyId)))).toEqual([]);
  });

  it('every answer stays out of caches', async () => {
    const { headers } = await fetch(`${app.url}/health/live`);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
