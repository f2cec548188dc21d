import type { CardState } from '@mayfly/contracts';
import { cardDatabaseForTests } from '../../spec/card-database';
import { outboxEvents } from '../../spec/outbox-events';
import { operator } from '../../spec/callers';
import { ReadCard } from './read-card';
import { ExpireCards } from './expire-cards';

describe('expiring cards', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();
  afterEach(() => database.pool.query("update cards set valid_until = now() + interval '1 day'"));

  async function overdueCard(state: CardState = 'open', customerId?: string) {
    const owner = customerId ?? (await cardService.customer()).customerId;
    const { cardId } = await cardService.card(owner);
    await database.pool.query('update cards set state = $2, valid_until = now() where id = $1', [
      cardId,
      state,
    ]);
    return { cardId, customerId: owner };
  }

  const stateOf = async (cardId: string) => (await cardService.get(ReadCard).byId(cardId, operator)).state;

  it('ends open cards whose validity is over, and says so in an event', async () => {
    const { cardId, customerId } = await overdueCard();
    expect(await cardService.get(ExpireCards).sweep()).toBe(1);
    expect(await stateOf(cardId)).toBe('expired');
    const events = await outboxEvents(database.pool, customerId);
    expect(events.at(-1)).toMatchObject({
      type: 'card.changed.v1',
      payload: { state: 'expired', cause: 'validity_over', version: 2 },
    });
    expect(cardService.relay.woken.at(-1)).toBe(customerId);
    expect(await cardService.get(ExpireCards).sweep()).toBe(0);
  });

  it('leaves cards that are still valid', async () => {
    const { cardId } = await cardService.card((await cardService.customer()).customerId, { capMinor: 1 });
    await cardService.get(ExpireCards).sweep();
    expect(await stateOf(cardId)).toBe('open');
  });

  it.each(['claimed', 'used', 'cancelled', 'blocked'] as const)('leaves a card that is %s', async (state) => {
    const { cardId } = await overdueCard(state);
    expect(await cardService.get(ExpireCards).sweep()).toBe(0);
    expect(await stateOf(cardId)).toBe(state);
  });

  it('expires each card once, however many instances sweep', async () => {
    const { customerId } = await cardService.customer();
    const cards = await Promise.all(Array.from({ length: 40 }, () => overdueCard('open', customerId)));
    const others = await Promise.all(Array.from({ length: 20 }, () => overdueCard()));
    const sweeps = await Promise.all(Array.from({ length: 6 }, () => cardService.get(ExpireCards).sweep()));
    const rest = await cardService.get(ExpireCards).sweep();
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
      expect(await cardService.get(ExpireCards).sweep()).toBe(1);
      expect(await stateOf(idle.cardId)).toBe('expired');
      expect(await stateOf(busy.cardId)).toBe('open');
    } finally {
      await purchase.query('rollback');
      purchase.release();
    }
    expect(await cardService.get(ExpireCards).sweep()).toBe(1);
  });
});
