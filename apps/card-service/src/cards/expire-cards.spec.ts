import type { CardState } from '@mayfly/contracts';
import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import { CardsRoom, operator } from '../../spec/cards-room';
import { outboxEvents } from '../../spec/outbox-events';

describe('expiring cards', () => {
  let database: CardDatabase;
  let room: CardsRoom;

  beforeAll(async () => {
    database = await cardDatabase();
    room = new CardsRoom(database.pool);
  });
  afterEach(() => database.pool.query("update cards set valid_until = now() + interval '1 day'"));
  afterAll(() => database.drop());

  async function overdueCard(state: CardState = 'open', customerId?: string) {
    const owner = customerId ?? (await room.customer()).customerId;
    const { cardId } = await room.card(owner);
    await database.pool.query('update cards set state = $2, valid_until = now() where id = $1', [
      cardId,
      state,
    ]);
    return { cardId, customerId: owner };
  }

  const stateOf = async (cardId: string) => (await room.readCard.byId(cardId, operator)).state;

  it('ends open cards whose validity is over, and says so in an event', async () => {
    const { cardId, customerId } = await overdueCard();
    expect(await room.expireCards.sweep()).toBe(1);
    expect(await stateOf(cardId)).toBe('expired');
    const events = await outboxEvents(database.pool, customerId);
    expect(events.at(-1)).toMatchObject({
      type: 'card.changed.v1',
      payload: { state: 'expired', cause: 'validity_over', version: 2 },
    });
    expect(room.woken.at(-1)).toBe(customerId);
    expect(await room.expireCards.sweep()).toBe(0);
  });

  it('leaves cards that are still valid', async () => {
    const { cardId } = await room.card((await room.customer()).customerId, { capMinor: 1 });
    await room.expireCards.sweep();
    expect(await stateOf(cardId)).toBe('open');
  });

  it.each(['claimed', 'used', 'cancelled', 'blocked'] as const)('leaves a card that is %s', async (state) => {
    const { cardId } = await overdueCard(state);
    expect(await room.expireCards.sweep()).toBe(0);
    expect(await stateOf(cardId)).toBe(state);
  });

  it('expires each card once, however many instances sweep', async () => {
    const { customerId } = await room.customer();
    const cards = await Promise.all(Array.from({ length: 40 }, () => overdueCard('open', customerId)));
    const others = await Promise.all(Array.from({ length: 20 }, () => overdueCard()));
    const sweeps = await Promise.all(Array.from({ length: 6 }, () => room.expireCards.sweep()));
    const rest = await room.expireCards.sweep();
    expect(sweeps.reduce((sum, swept) => sum + swept, rest)).toBe(cards.length + others.length);
    const events = await outboxEvents(database.pool, customerId);
    expect(events.filter((event) => event.payload['cause'] === 'validity_over')).toHaveLength(40);
  });

  it('does not wait for a purchase that has the account: the card is left to the next sweep', async () => {
    const busy = await overdueCard();
    const idle = await overdueCard();
    const purchase = await database.pool.connect();
    try {
      await purchase.query('begin');
      await purchase.query('select id from accounts where customer_id = $1 for no key update', [
        busy.customerId,
      ]);
      expect(await room.expireCards.sweep()).toBe(1);
      expect(await stateOf(idle.cardId)).toBe('expired');
      expect(await stateOf(busy.cardId)).toBe('open');
    } finally {
      await purchase.query('rollback');
      purchase.release();
    }
    expect(await room.expireCards.sweep()).toBe(1);
  });
});
