import { createPool } from '@mayfly/postgres';
import { cardDatabase, type CardDatabase } from '../../../spec/card-database';
import { testSettings } from '../../../spec/test-settings';
import { ListAuthorizations } from './list-authorizations';
import type { ListAuthorizationsDto } from './list-authorizations.dto';

const rows = 60_000;
const customerId = '00000000-0000-7000-8000-000000000042';

/** One in a thousand is still pending, one in five hundred was reversed; the others were approved or declined. */
const fill = `
  insert into authorizations (
    id, account_id, customer_id, card_id, network_id, kind, state, amount_minor, currency, merchant_id, merchant_name, mcc,
    merchant_country, entry_mode, acquirer_id, terminal_id, stan, transmitted_at, requested_at, deadline_at, resolved_at
  )
  select
    gen_random_uuid(), gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad((n % 500)::text, 12, '0'))::uuid,
    gen_random_uuid(), gen_random_uuid(), 'purchase', state, 100, 'EUR', 'SHOP', 'A shop', '5942', 'DE', 'ecommerce', '4',
    'T', lpad((n % 1000000)::text, 6, '0'), at, at, at, case when state <> 'pending' then at end
  from (
    select
      n, now() - n * interval '1 minute' as at,
      case when n % 1000 = 7 then 'pending' when n % 500 = 0 then 'reversed' when n % 3 = 0 then 'declined' else 'approved' end
        as state
    from generate_series(1, ${rows}) as n
  ) made`;

describe('the list of authorizations, in a table with many of them', () => {
  let database: CardDatabase;
  let authorizations: ListAuthorizations;

  beforeAll(async () => {
    database = await cardDatabase();
    const patient = createPool(database.url, { max: 1, applicationName: 'filling', statementTimeoutMs: 0 });
    await patient.query(fill);
    await patient.query('vacuum analyze authorizations');
    await patient.end();
    authorizations = new ListAuthorizations(testSettings(database.url));
  }, 90_000);
  afterAll(async () => {
    await authorizations.onApplicationShutdown();
    await database.drop();
  });

  /** How PostgreSQL reads the table for the statement that the list sends. */
  async function planOf(query: ListAuthorizationsDto): Promise<string> {
    const client = await database.pool.connect();
    client.release();
    const sent = jest.spyOn(Object.getPrototypeOf(client) as typeof client, 'query');
    await authorizations.execute(query);
    const calls = sent.mock.calls as unknown[][];
    sent.mockRestore();
    const [text, values] =
      calls.find(([sql]) => typeof sql === 'string' && sql.includes('"authorizations"')) ?? [];
    const { rows: lines } = await database.pool.query<{ 'QUERY PLAN': string }>(
      `explain ${String(text)}`,
      values as unknown[],
    );
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  }

  it.each<[string, ListAuthorizationsDto]>([
    ['all', {}],
    ['all, two hundred of them', { limit: 200 }],
    ['those in a common state', { state: 'approved' }],
    ['those in a rare state', { state: 'reversed' }],
    ['those still pending', { state: 'pending' }],
    ['those in a state that none is in', { state: 'timed_out' }],
    ['those of a customer', { customerId }],
    ['those of a customer in a state', { customerId, state: 'declined' }],
  ])('%s are read by an index', async (_, query) => {
    const plan = await planOf(query);
    expect(plan).toMatch(/Index (Only )?Scan/);
    expect(plan).not.toContain('Seq Scan');
  });

  it('shows the newest of the state', async () => {
    const listed = await authorizations.execute({ state: 'reversed', limit: 3 });
    const times = listed.map(({ requestedAt }) => requestedAt);
    expect(listed.map(({ state }) => state)).toEqual(['reversed', 'reversed', 'reversed']);
    expect(times).toEqual(times.toSorted().reverse());
    const { rows: newest } = await database.pool.query<{ at: Date }>(
      "select max(requested_at) as at from authorizations where state = 'reversed'",
    );
    expect(times[0]).toBe(newest[0]?.at.toISOString());
  });
});
