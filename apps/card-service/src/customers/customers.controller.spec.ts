import { randomUUID } from 'node:crypto';
import { CardApi } from '../../spec/card-api';
import { owe } from '../../spec/ledger';
import { steadyProfile } from '../../spec/steady-profile';

const opening = { country: 'DE', currency: 'EUR', grantedMinor: 100_000 };

describe('the API of customers', () => {
  let api: CardApi;

  beforeAll(async () => {
    api = await CardApi.start();
  });
  afterAll(() => api.stop());

  const open = (body: unknown, idempotencyKey: string = randomUUID()) =>
    api.call('POST', '/v1/customers', { apiKey: api.operatorKey, idempotencyKey, body });

  it('opens a customer, and reads the balances', async () => {
    const opened = await open({ ...opening, profile: steadyProfile() });
    expect(opened).toMatchObject({
      status: 201,
      body: { profileVersion: 1, account: { grantedMinor: 100_000, availableMinor: 100_000 } },
    });
    const path = `/v1/customers/${String(opened.body['customerId'])}`;
    expect(await api.call('GET', path, { apiKey: await api.apiKey('auditor') })).toMatchObject({
      status: 200,
      body: opened.body,
    });
  });

  it('opens one customer for a call that is repeated with its Idempotency-Key, and none without a key', async () => {
    const body = { ...opening, profile: steadyProfile() };
    const first = await open(body, 'one-customer');
    expect(await open(body, 'one-customer')).toEqual(first);
    const without = await api.call('POST', '/v1/customers', { apiKey: api.operatorKey, body });
    expect(without).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } });
  });

  it('R4: takes no customer without all eleven data points', async () => {
    for (const missing of Object.keys(steadyProfile())) {
      const profile = Object.fromEntries(
        Object.entries(steadyProfile()).filter(([name]) => name !== missing),
      );
      expect(await open({ ...opening, profile })).toMatchObject({
        status: 400,
        body: { code: 'validation_failed', errors: [{ field: `profile.${missing}` }] },
      });
    }
  });

  it('R6: has no place for sex, marital status or nationality', async () => {
    for (const field of ['sex', 'maritalStatus', 'nationality']) {
      expect(await open({ ...opening, profile: { ...steadyProfile(), [field]: 'x' } })).toMatchObject({
        status: 400,
        body: { errors: [{ field: `profile.${field}`, problem: 'is unknown' }] },
      });
    }
  });

  it.each([
    [{ grantedMinor: 0 }, 'grantedMinor'],
    [{ grantedMinor: 1_000_000_000_000 }, 'grantedMinor'],
    [{ currency: 'EURO' }, 'currency'],
    [{ currency: 'XXX' }, 'currency'],
    [{ country: 'de' }, 'country'],
    [{ profile: [] }, 'profile'],
    [{ profile: null }, 'profile'],
    [{ customerId: randomUUID() }, 'customerId'],
  ])('refuses %j, naming the field %s', async (change, field) => {
    const answer = await open({ ...opening, profile: steadyProfile(), ...change });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed', errors: [{ field }] } });
  });

  it('replaces a profile once for each version', async () => {
    const { customerId } = await api.customer();
    const replace = () =>
      api.call('PUT', `/v1/customers/${customerId}/profile`, {
        apiKey: api.operatorKey,
        body: { replacesVersion: 1, profile: { ...steadyProfile(), creditScore: null } },
      });
    expect(await replace()).toMatchObject({ status: 200, body: { customerId, profileVersion: 2 } });
    expect(await replace()).toMatchObject({ status: 409, body: { code: 'profile_stale' } });
  });

  it('books a repayment once for each Idempotency-Key', async () => {
    const { customerId } = await api.customer();
    const { body } = await api.call('GET', `/v1/customers/${customerId}`, { apiKey: api.operatorKey });
    await owe(api.pool, String(body['accountId']), 9_000n);
    const call = {
      apiKey: api.operatorKey,
      body: { amountMinor: 4_000, currency: 'EUR', paymentReference: 'BANK-1' },
    };
    const path = `/v1/customers/${customerId}/repayments`;
    expect((await api.call('POST', path, call)).status).toBe(400);
    const idempotencyKey = randomUUID();
    const first = await api.call('POST', path, { ...call, idempotencyKey });
    expect(first).toMatchObject({ status: 201, body: { account: { owedMinor: 5_000 } } });
    expect(await api.call('POST', path, { ...call, idempotencyKey })).toEqual(first);
    expect(
      await api.call('POST', path, {
        ...call,
        idempotencyKey: randomUUID(),
        body: { ...call.body, amountMinor: 5_001, paymentReference: 'BANK-2' },
      }),
    ).toMatchObject({
      status: 409,
      body: { code: 'repayment_above_owed' },
    });
  });

  it('shows a customer nothing of another', async () => {
    const [one, other] = [await api.customer(), await api.customer()];
    const read = (customerId: string) =>
      api.call('GET', `/v1/customers/${customerId}`, { apiKey: one.apiKey });
    expect((await read(one.customerId)).status).toBe(200);
    expect((await read(other.customerId)).status).toBe(404);
    expect((await read(randomUUID())).status).toBe(404);
  });
});
