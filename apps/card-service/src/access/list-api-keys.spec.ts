import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CardServiceApp } from '../../spec/card-service-app';
import { eventually } from '../../../../test/support/eventually';

type Listed = Readonly<Record<string, unknown>>;

describe('GET /v1/api-keys', () => {
  let app: CardServiceApp;

  beforeAll(async () => {
    app = await CardServiceApp.start({ SWEEP_INTERVAL_MS: '50' });
  });
  afterAll(() => app.stop());

  async function list(query = ''): Promise<Listed[]> {
    const { status, body } = await app.operator.get(`/v1/api-keys${query}`);
    expect(status).toBe(200);
    return body['apiKeys'] as Listed[];
  }

  it('shows each key with its holder and times, the newest first, and never a secret', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { body: party } = await app.issueKey({ role: 'network', name: 'Seen', scheme: 'visa', expiresAt });
    const customer = await app.customer();
    await app.operator.call('DELETE', `/v1/api-keys/${customer.keyId}`);
    const [ofCustomer, ofNetwork] = await list();
    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
    expect(ofNetwork).toEqual({
      keyId: party['keyId'],
      role: 'network',
      partyId: party['partyId'],
      partyName: 'Seen',
      createdAt: instant,
      expiresAt,
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(ofCustomer).toEqual({
      keyId: customer.keyId,
      role: 'customer',
      customerId: customer.customerId,
      createdAt: instant,
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: instant,
    });
    const text = JSON.stringify(await list());
    for (const secret of [party['apiKey'], party['signingSecret'], customer.apiKey]) {
      expect(text).not.toContain(secret);
    }
  });

  it('finds the keys of a role, of a customer, of a network', async () => {
    const customer = await app.customer();
    await app.caller('customer', { customerId: customer.customerId });
    const { body: first } = await app.issueKey({ role: 'network', name: 'Found', scheme: 'visa' });
    const partyId = String(first['partyId']);
    const { body: second } = await app.issueKey({ role: 'network', partyId });
    expect(await list(`?customerId=${customer.customerId}`)).toHaveLength(2);
    expect((await list(`?partyId=${partyId}`)).map(({ keyId }) => keyId)).toEqual([
      second['keyId'],
      first['keyId'],
    ]);
    expect(await list(`?partyId=${partyId}&role=merchant`)).toEqual([]);
    expect(new Set((await list('?role=network')).map(({ role }) => role))).toEqual(new Set(['network']));
    expect(await list(`?customerId=${randomUUID()}`)).toEqual([]);
  });

  it('goes page by page: every key once, though others are issued meanwhile', async () => {
    const { customerId, keyId } = await app.customer();
    const issued = [keyId];
    for (let nth = 0; nth < 6; nth += 1) issued.push((await app.caller('customer', { customerId })).keyId);
    const seen: unknown[] = [];
    let cursor = '';
    for (let pages = 0; pages < 4; pages += 1) {
      const { body } = await app.operator.get(
        `/v1/api-keys?customerId=${customerId}&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...(body['apiKeys'] as Listed[]).map((key) => key['keyId']));
      if (body['nextCursor'] === undefined) break;
      cursor = body['nextCursor'] as string;
      await app.caller('customer', { customerId });
    }
    expect(seen).toEqual(issued.reverse());
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'cursor=x', 'role=admin', 'customerId=1', 'secret=1'])(
    'refuses %s',
    async (query) => {
      expect(await app.operator.get(`/v1/api-keys?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'validation_failed' },
      });
    },
  );

  describe('in a table with many keys', () => {
    const fill = `
      insert into api_keys (id, key_hash, role)
      select gen_random_uuid(), sha256(n::text::bytea), case when n % 1000 = 0 then 'auditor' else 'agent' end
      from generate_series(1, 20000) as n`;
    const statement = readFileSync(join(__dirname, 'list-api-keys.sql'), 'utf8');

    beforeAll(async () => {
      await app.pool.query(fill);
      await app.pool.query('analyze api_keys');
    });
    afterAll(() => app.pool.query("delete from api_keys where role = 'agent'"));

    it.each([
      ['all', 'null, null, null'],
      ['of a role', "'auditor', null, null"],
      ['of a network', `null, '${randomUUID()}', null`],
      ['of a customer', `null, null, '${randomUUID()}'`],
    ])('those %s are read by an index, whatever the statement was prepared for', async (_, filters) => {
      const client = await app.pool.connect();
      try {
        await client.query('begin');
        await client.query('set local plan_cache_mode = force_generic_plan');
        await client.query(`prepare listing (text, uuid, uuid, uuid, integer) as ${statement}`);
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `explain (analyze, timing off) execute listing(${filters}, null, 51)`,
        );
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).not.toMatch(/Seq Scan on api_keys/);
        expect(plan).not.toMatch(/Rows Removed by Filter: [1-9]\d{3}/);
      } finally {
        await client.query('rollback');
        await client.query('deallocate all');
        client.release();
      }
    });
  });

  it('tells within moments that a key was used', async () => {
    const auditor = await app.caller('auditor');
    const startedAt = new Date(Date.now() - 1_000).toISOString();
    await auditor.api.get('/v1/authorizations');
    await eventually(async () => {
      const used = (await list('?role=auditor')).find(({ keyId }) => keyId === auditor.keyId);
      expect(String(used?.['lastUsedAt']) > startedAt && used?.['lastUsedAt'] !== null).toBe(true);
    }, 5_000);
  });
});
