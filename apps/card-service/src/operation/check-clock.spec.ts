import { randomUUID } from 'node:crypto';
import { operator } from '../../spec/callers';
import { cardDatabaseForTests } from '../../spec/card-database';
import { moneyFaults } from '../../spec/money-faults';
import { decision, network } from '../../spec/purchases';
import { EraseIssuedKeys } from '../access/erase-issued-keys';
import { IssueApiKey } from '../access/issue-api-key';
import { ExpireHolds } from '../authorizations/close/expire-holds';
import { ExpireCards } from '../cards/expire-cards';
import { ReadAuthorization } from '../authorizations/read/read-authorization';
import { ApplyDecisions } from '../authorizations/decide/apply-decisions';
import { ClearAuthorization } from '../authorizations/close/clear-authorization';
import { CheckClock } from './check-clock';

describe('the clock of the money', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();

  const ahead = (interval: string) =>
    database.pool.query(
      `insert into clock_offset (ahead) values ($1::interval)
      on conflict (only_row) do update set ahead = clock_offset.ahead + excluded.ahead`,
      [interval],
    );
  const start = (system: 'local' | 'production') => new CheckClock(database.pool, { system }).execute();

  it('is that of the database: nothing ends before its time', async () => {
    await expect(start('production')).resolves.toBeUndefined();
    await cardService.approvedPurchase();
    expect(await cardService.get(ExpireHolds).sweep()).toBe(0);
  });

  it('set ahead, it ends holds after 7 and 31 days and cards after 24 hours, by the code that always ends them', async () => {
    const { customerId } = await cardService.customer();
    const unused = await cardService.card(customerId);
    const atGrocer = await cardService.approvedPurchase();
    const atHotel = await cardService.approvedPurchase({
      merchant: { id: 'hotel-1', name: 'Hotel', mcc: '7011', country: 'DE' },
    });
    await ahead('25 hours');
    expect(await cardService.get(ExpireCards).sweep()).toBe(1);
    expect((await cardService.admission(unused)).answer).toMatchObject({ reason: 'card_expired' });
    await ahead('6 days');
    // The one of the test before, too.
    expect(await cardService.get(ExpireHolds).sweep()).toBe(2);
    expect(await cardService.get(ReadAuthorization).byId(atGrocer.authorizationId)).toMatchObject({
      state: 'expired',
    });
    expect(await cardService.get(ReadAuthorization).byId(atHotel.authorizationId)).toMatchObject({
      state: 'approved',
    });
    await ahead('24 days');
    expect(await cardService.get(ExpireHolds).sweep()).toBe(1);
    const expired = await cardService.get(ReadAuthorization).byId(atHotel.authorizationId);
    expect(expired).toMatchObject({ state: 'expired', receipts: [{ cause: 'expired' }] });
    const heldMs = Number(expired?.closedAt) - Number(expired?.requestedAt);
    expect(heldMs).toBeGreaterThanOrEqual(31 * 24 * 60 * 60 * 1000);
  });

  it('goes on from there: what is bought now is decided, and may be cleared', async () => {
    const pending = await cardService.pendingPurchase();
    expect(await cardService.get(ApplyDecisions).execute([decision(pending, 'approved')])).toEqual([
      'applied',
    ]);
    const { authorizationId } = pending;
    await cardService.get(ClearAuthorization).execute({ networkId: network, authorizationId });
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  it('set ahead, still keeps the secrets of a key that is issued now, for their 24 hours', async () => {
    const issue = { principalId: operator.keyId, key: randomUUID(), holder: { role: 'auditor' as const } };
    const issued = await cardService.get(IssueApiKey).execute({ ...issue, expiresAt: undefined });
    expect(await cardService.get(EraseIssuedKeys).sweep()).toBe(0);
    expect(await cardService.get(IssueApiKey).execute({ ...issue, expiresAt: undefined })).toEqual(issued);
  });

  it('keeps a service of production from starting', async () => {
    await expect(start('production')).rejects.toThrow(/its clock is ahead by 30 days 25:00:00/);
    await expect(start('local')).resolves.toBeUndefined();
  });
});
