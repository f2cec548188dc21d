import { stateTables, type CardState } from '@mayfly/contracts';
import { cardDatabaseForTests, type CardDatabase } from '../../spec/card-database';
import { outboxEvents } from '../../spec/outbox-events';
import { customerCaller, operator } from '../../spec/callers';
import { CancelCard } from './cancel-card';
import { ReadCard } from './read-card';

describe('cancelling a card', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();

  async function cardIn(state: CardState) {
    const { customerId } = await cardService.customer();
    const card = await cardService.card(customerId);
    await database.pool.query('update cards set state = $2 where id = $1', [card.cardId, state]);
    return { cardId: card.cardId, customerId };
  }

  const cancel = (cardId: string, caller = operator) =>
    cardService.get(CancelCard).execute(cardId, caller, undefined);

  it('ends an open card for good, and says so in an event', async () => {
    const { cardId, customerId } = await cardIn('open');
    expect(await cancel(cardId)).toMatchObject({ cardId, state: 'cancelled' });
    expect(await cardService.get(ReadCard).byId(cardId, operator)).toMatchObject({ state: 'cancelled' });
    const events = await outboxEvents(database.pool, customerId);
    expect(events.at(-1)).toMatchObject({
      type: 'card.changed.v1',
      payload: { state: 'cancelled', cause: 'cancel_requested', version: 2 },
    });
  });

  it('changes nothing the second time', async () => {
    const { cardId, customerId } = await cardIn('open');
    const first = await cancel(cardId);
    expect(await cancel(cardId)).toEqual(first);
    expect(await outboxEvents(database.pool, customerId)).toHaveLength(3);
  });

  it('does as the published card table says in every state', async () => {
    const cancellations = stateTables.card.filter(({ event }) => event === 'cancel_requested');
    expect(cancellations.length).toBeGreaterThan(1);
    for (const { from, to, problem } of cancellations) {
      if (from === null) throw new Error('a card that does not exist cannot be cancelled');
      const { cardId } = await cardIn(from);
      if (problem === undefined) await cancel(cardId);
      else await expect(cancel(cardId)).rejects.toMatchObject({ status: 409, code: problem });
      expect(await cardService.get(ReadCard).byId(cardId, operator)).toMatchObject({ state: to });
    }
  });

  it.each(['used', 'expired', 'blocked'] as const)('refuses a card that is %s', async (state) => {
    const { cardId, customerId } = await cardIn(state);
    await expect(cancel(cardId)).rejects.toMatchObject({ status: 409, code: 'card_not_open' });
    expect(await cardService.get(ReadCard).byId(cardId, operator)).toMatchObject({ state });
    expect(await outboxEvents(database.pool, customerId)).toHaveLength(2);
  });

  it('lets a customer cancel her own card, and see no other', async () => {
    const { cardId, customerId } = await cardIn('open');
    const { customerId: stranger } = await cardService.customer();
    await expect(cancel(cardId, customerCaller(stranger))).rejects.toMatchObject({ status: 404 });
    expect(await cardService.get(ReadCard).byId(cardId, operator)).toMatchObject({ state: 'open' });
    expect(await cancel(cardId, customerCaller(customerId))).toMatchObject({ state: 'cancelled' });
  });

  it('waits for a purchase that has the account, and then sees the card that it claimed', async () => {
    const { cardId, customerId } = await cardIn('open');
    const purchase = await database.pool.connect();
    try {
      await purchase.query('begin');
      await purchase.query('select id from accounts where customer_id = $1 for no key update', [customerId]);
      const cancelling = cancel(cardId);
      const refusal = expect(cancelling).rejects.toMatchObject({ code: 'card_in_use' });
      await waitingForLock(database);
      await purchase.query("update cards set state = 'claimed', version = 2 where id = $1", [cardId]);
      await purchase.query('commit');
      await refusal;
    } finally {
      purchase.release();
    }
    expect(await cardService.get(ReadCard).byId(cardId, operator)).toMatchObject({ state: 'claimed' });
  });
});

/** Resolves when a statement of this database waits for a lock. */
async function waitingForLock({ pool }: CardDatabase): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: boolean }>(
      `select exists (
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      ) as waiting`,
    );
    if (rows[0]?.waiting === true) return;
  }
}
