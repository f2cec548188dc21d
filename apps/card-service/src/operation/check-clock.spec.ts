import {
  AuthorizationsRoom,
  decision,
  network,
} from '../../../../test/support/card-service/authorizations-room';
import { cardDatabase, type CardDatabase } from '../../../../test/support/card-service/card-database';
import { moneyFaults } from '../../../../test/support/card-service/money-faults';
import { CheckClock } from './check-clock';

describe('the clock of the money', () => {
  let database: CardDatabase;
  let room: AuthorizationsRoom;

  beforeAll(async () => {
    database = await cardDatabase();
    room = new AuthorizationsRoom(database.url);
  });
  afterAll(async () => {
    await room.stop();
    await database.drop();
  });

  const ahead = (interval: string) =>
    database.pool.query(
      `insert into clock_offset (ahead) values ($1::interval)
      on conflict (only_row) do update set ahead = clock_offset.ahead + excluded.ahead`,
      [interval],
    );
  const start = (system: 'local' | 'production') => new CheckClock(database.pool, { system }).execute();

  it('is that of the database: nothing ends before its time', async () => {
    await expect(start('production')).resolves.toBeUndefined();
    await room.approvedPurchase();
    expect(await room.expireHolds.sweep()).toBe(0);
  });

  it('set ahead, it ends holds after 7 and 31 days and cards after 24 hours, by the code that always ends them', async () => {
    const { customerId } = await room.cards.customer();
    const unused = await room.cards.card(customerId);
    const atGrocer = await room.approvedPurchase();
    const atHotel = await room.approvedPurchase({
      merchant: { id: 'hotel-1', name: 'Hotel', mcc: '7011', country: 'DE' },
    });
    await ahead('25 hours');
    expect(await room.cards.expireCards.sweep()).toBe(1);
    expect((await room.admission(unused)).answer).toMatchObject({ reason: 'card_expired' });
    await ahead('6 days');
    // The one of the test before, too.
    expect(await room.expireHolds.sweep()).toBe(2);
    expect(await room.read.byId(atGrocer.authorizationId)).toMatchObject({ state: 'expired' });
    expect(await room.read.byId(atHotel.authorizationId)).toMatchObject({ state: 'approved' });
    await ahead('24 days');
    expect(await room.expireHolds.sweep()).toBe(1);
    const expired = await room.read.byId(atHotel.authorizationId);
    expect(expired).toMatchObject({ state: 'expired', receipts: [{ cause: 'expired' }] });
    const heldMs = Number(expired?.closedAt) - Number(expired?.requestedAt);
    expect(heldMs).toBeGreaterThanOrEqual(31 * 24 * 60 * 60 * 1000);
  });

  it('goes on from there: what is bought now is decided, and may be cleared', async () => {
    const pending = await room.pendingPurchase();
    expect(await room.decide.execute([decision(pending, 'approved')])).toEqual(['applied']);
    const { authorizationId } = pending;
    await room.clear.execute({ networkId: network, authorizationId });
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  it('keeps a service of production from starting', async () => {
    await expect(start('production')).rejects.toThrow(/its clock is ahead by 30 days 25:00:00/);
    await expect(start('local')).resolves.toBeUndefined();
  });
});
