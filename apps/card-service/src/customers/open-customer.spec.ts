import { randomUUID } from 'node:crypto';
import { bookFaults } from '../../spec/ledger';
import { cardDatabaseForTests } from '../../spec/card-database';
import { outboxEvents } from '../../spec/outbox-events';
import { steadyProfile } from '../../spec/steady-profile';
import { operator } from '../../spec/callers';
import { ReadCustomer } from './read-customer';
import { OpenCustomer } from './open-customer';

describe('opening a customer', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();

  it('grants the purchase power, all of it available, and books it', async () => {
    const customer = await cardService.customer(250_000);
    expect(customer).toMatchObject({ country: 'DE', currency: 'EUR', profileVersion: 1 });
    expect(customer.account).toEqual({
      grantedMinor: 250_000,
      availableMinor: 250_000,
      overdrawnMinor: 0,
      heldMinor: 0,
      owedMinor: 0,
      payableMinor: 0,
    });
    expect(await cardService.get(ReadCustomer).byId(customer.customerId, operator)).toEqual(customer);
    expect(await bookFaults(database.pool)).toEqual([]);
  });

  it('takes the largest purchase power that fits the wire', async () => {
    const customer = await cardService.customer(999_999_999_999);
    expect(customer.account.availableMinor).toBe(999_999_999_999);
  });

  it('R4: publishes version 1 of the profile, keyed by the customer, with the trace of the call', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const request = { country: 'SE', currency: 'SEK', grantedMinor: 1, profile: steadyProfile() };
    const { customerId } = await cardService.get(OpenCustomer).execute({
      caller: operator,
      key: randomUUID(),
      request,
      traceparent,
    });
    const [event, ...others] = await outboxEvents(database.pool, customerId);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: 'customer.profile.v1',
      payload: { ...steadyProfile(), customerId, version: 1, currency: 'SEK' },
    });
    expect(event?.traceparent).toContain('0af7651916cd43dd8448eb211c80319c');
    expect(cardService.relay.woken).toContain(customerId);
  });

  it('keeps nothing of the profile but its version and what is not verified, besides the outbox', async () => {
    const { rows } = await database.pool.query<{ column_name: string }>(
      "select column_name from information_schema.columns where table_name = 'customers' order by ordinal_position",
    );
    expect(rows.map((row) => row.column_name)).toEqual([
      'id',
      'country',
      'profile_version',
      'created_at',
      'unverified',
    ]);
  });

  it('grants one credit line to a call that is repeated, however often and at once', async () => {
    const request = { country: 'DE', currency: 'EUR', grantedMinor: 50_000, profile: steadyProfile() };
    const opening = { caller: operator, key: 'once', request, traceparent: undefined };
    const customer = await cardService.get(OpenCustomer).execute(opening);
    expect(await cardService.get(OpenCustomer).execute(opening)).toEqual(customer);
    const other = { ...opening, request: { ...request, grantedMinor: 60_000 } };
    await expect(cardService.get(OpenCustomer).execute(other)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    const { rows } = await database.pool.query('select from accounts where granted_minor in (50000, 60000)');
    expect(rows).toHaveLength(1);
  });

  it('leaves nothing behind when it fails', async () => {
    const before = await database.pool.query('select count(*) from customers');
    const request = { country: 'DE', currency: 'EUR', grantedMinor: -1, profile: steadyProfile() };
    await expect(
      cardService
        .get(OpenCustomer)
        .execute({ caller: operator, key: 'fails', request, traceparent: undefined }),
    ).rejects.toThrow('granted_is_not_negative');
    expect((await database.pool.query('select count(*) from customers')).rows).toEqual(before.rows);
  });

  it('knows no customer that was never opened', async () => {
    await expect(
      cardService.get(ReadCustomer).byId('0198f2a0-0000-7000-8000-000000000001', operator),
    ).rejects.toMatchObject({
      status: 404,
    });
  });
});
