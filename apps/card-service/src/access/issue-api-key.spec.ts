import { randomUUID } from 'node:crypto';
import { CardServiceApp } from '../../spec/card-service-app';
import { eventually } from '../../../../test/support/eventually';
import { textOfDatabase } from '../../spec/text-of-database';

const network = { role: 'network', name: 'A network', scheme: 'visa' };

describe('issuing an API key', () => {
  let app: CardServiceApp;

  beforeAll(async () => {
    app = await CardServiceApp.start({ SWEEP_INTERVAL_MS: '50' });
  });
  afterAll(() => app.stop());

  async function count(table: string): Promise<number> {
    const { rows } = await app.pool.query<{ count: bigint }>(`select count(*) from ${table}`);
    return Number(rows[0]?.count);
  }

  describe('again with the same Idempotency-Key', () => {
    it('gives the same key with the same secrets, and makes no second key or network', async () => {
      const idempotencyKey = randomUUID();
      const first = await app.issueKey(network, idempotencyKey);
      const before = [await count('api_keys'), await count('parties')];
      const second = await app.issueKey(network, idempotencyKey);
      expect(first).toMatchObject({ status: 201, body: { apiKey: expect.any(String) as string } });
      expect(second).toEqual(first);
      expect([await count('api_keys'), await count('parties')]).toEqual(before);
    });

    it('at the same time gives one key; the other call hears that it is in flight, or gets the same', async () => {
      const idempotencyKey = randomUUID();
      const before = await count('api_keys');
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => app.issueKey({ role: 'agent' }, idempotencyKey)),
      );
      expect(await count('api_keys')).toBe(before + 1);
      const issued = answers.filter(({ status }) => status === 201).map(({ body }) => body['apiKey']);
      expect(new Set(issued).size).toBe(1);
      for (const { status, body } of answers) {
        if (status !== 201) expect(body).toMatchObject({ code: 'idempotency_key_in_flight' });
      }
    });

    it('for somebody else is refused', async () => {
      const idempotencyKey = randomUUID();
      await app.issueKey({ role: 'agent' }, idempotencyKey);
      expect(await app.issueKey({ role: 'auditor' }, idempotencyKey)).toMatchObject({
        status: 422,
        body: { code: 'idempotency_key_reused' },
      });
    });

    it('works after a call that failed: the key was not used up', async () => {
      const idempotencyKey = randomUUID();
      const nobody = { role: 'customer', customerId: randomUUID() };
      for (let calls = 0; calls < 2; calls += 1) {
        expect((await app.issueKey(nobody, idempotencyKey)).status).toBe(404);
      }
    });
  });

  it('without an Idempotency-Key is refused', async () => {
    expect(await app.operator.post('/v1/api-keys', { role: 'agent' })).toMatchObject({
      status: 400,
      body: { code: 'idempotency_key_missing' },
    });
  });

  it('leaves no secret readable in the database, and after 24 hours none at all', async () => {
    const { body } = await app.issueKey(network);
    const stored = async () =>
      (
        await app.pool.query<{ text: string }>(
          "select encode(answer_ciphertext, 'escape') as text from issued_key_answers where key_id = $1",
          [body['keyId']],
        )
      ).rows;
    const dump = (await textOfDatabase(app.pool)) + JSON.stringify(await stored());
    expect(dump).not.toContain(body['apiKey']);
    expect(dump).not.toContain(body['signingSecret']);
    await app.pool.query(
      "update issued_key_answers set issued_at = now() - interval '24 hours 1 second' where key_id = $1",
      [body['keyId']],
    );
    await eventually(async () => {
      expect(await stored()).toEqual([]);
    });
  });

  describe('that expires', () => {
    const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

    it('says when, the same when repeated, and is known until then', async () => {
      const idempotencyKey = randomUUID();
      const expiresAt = inMs(3_600_000);
      const first = await app.issueKey({ role: 'auditor', expiresAt }, idempotencyKey);
      expect(first).toMatchObject({ status: 201, body: { expiresAt } });
      expect(await app.issueKey({ role: 'auditor', expiresAt }, idempotencyKey)).toEqual(first);
      const headers = { authorization: `Bearer ${String(first.body['apiKey'])}` };
      expect((await fetch(`${app.url}/v1/authorizations`, { headers })).status).toBe(200);
    });

    it('ends at its instant, also where an instance has it in its memory', async () => {
      const expiresAtMs = Date.now() + 1_500;
      const { body } = await app.issueKey({
        role: 'auditor',
        expiresAt: new Date(expiresAtMs).toISOString(),
      });
      const headers = { authorization: `Bearer ${String(body['apiKey'])}` };
      const statusNow = async () => (await fetch(`${app.url}/v1/authorizations`, { headers })).status;
      expect(await statusNow()).toBe(200);
      await eventually(async () => {
        expect(await statusNow()).toBe(401);
      }, 3_000);
      expect(Date.now()).toBeGreaterThanOrEqual(expiresAtMs);
    });

    it.each([
      ['in the past', () => inMs(-1_000)],
      ['in the year 0', () => '0000-01-01T00:00:00Z'],
      ['on no day', () => '2099-02-30T00:00:00Z'],
      ['at a time that is none', () => 'tomorrow'],
    ])('%s is refused, and nothing is written', async (_, expiresAt) => {
      const before = [await count('api_keys'), await count('parties')];
      expect(await app.issueKey({ ...network, expiresAt: expiresAt() })).toMatchObject({
        status: 400,
        body: { code: 'validation_failed', errors: [{ field: 'expiresAt' }] },
      });
      expect([await count('api_keys'), await count('parties')]).toEqual(before);
    });
  });
});
