import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests, type CardDatabase } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';
import { CardServiceUnderTest } from '../../../spec/card-service-under-test';
import { decision, network, type Pending } from '../../../spec/purchases';
import { ReadAuthorization } from '../read/read-authorization';
import { ApplyDecisions } from '../decide/apply-decisions';
import { BookMovements } from '../book/book-movements';
import { ReverseAuthorization } from './reverse-authorization';
import { ClearAuthorization, AuthorizationNotClearable } from './clear-authorization';
import { ExpireHolds } from './expire-holds';

describe('the end of an approved authorization', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  const reverse = ({ authorizationId }: Pending, networkId = network) =>
    cardService
      .get(ReverseAuthorization)
      .execute({ networkId, authorizationId })
      .then(({ authorization }) => authorization);
  const clear = ({ authorizationId }: Pending, networkId = network) =>
    cardService
      .get(ClearAuthorization)
      .execute({ networkId, authorizationId })
      .then(({ authorization }) => authorization);

  async function balances({ accountId }: Pending) {
    const { rows } = await database.pool.query<object>(
      'select available_minor, held_minor, owed_minor from accounts where id = $1',
      [accountId],
    );
    return rows[0];
  }

  async function cardState({ cardId }: Pending) {
    const { rows } = await database.pool.query<{ state: string }>('select state from cards where id = $1', [
      cardId,
    ]);
    return rows[0]?.state;
  }

  /** The events after opening, mint, request and approval. */
  async function eventsOf({ customerId }: Pending) {
    return (await outboxEvents(database.pool, customerId)).slice(6);
  }

  it('a full reversal releases the hold with a receipt; the card stays used', async () => {
    const approved = await cardService.approvedPurchase();
    expect(await reverse(approved)).toMatchObject({ id: approved.authorizationId, state: 'reversed' });
    const view = await cardService.get(ReadAuthorization).byId(approved.authorizationId);
    expect(view).toMatchObject({
      state: 'reversed',
      hold: { state: 'released', cause: 'reversed', endedAt: view?.closedAt },
      receipts: [{ cause: 'reversed', amountMinor: 1_000n }],
    });
    expect(await balances(approved)).toEqual({ available_minor: 100_000n, held_minor: 0n, owed_minor: 0n });
    expect(await cardState(approved)).toBe('used');
    expect(await eventsOf(approved)).toMatchObject([
      { type: 'authorization.closed.v1', payload: { state: 'reversed', amountMinor: 1_000 } },
      { type: 'hold.released.v1', payload: { cause: 'reversed' } },
      { type: 'movement.booked.v1', payload: { kind: 'reversal', releasedMinor: 1_000, heldMinor: 0 } },
    ]);
  });

  it('a clearing captures the hold: what was held is owed', async () => {
    const approved = await cardService.approvedPurchase();
    expect(await clear(approved)).toMatchObject({ state: 'cleared' });
    expect(await cardService.get(ReadAuthorization).byId(approved.authorizationId)).toMatchObject({
      hold: { state: 'captured', cause: null },
      receipts: [],
    });
    expect(await balances(approved)).toEqual({
      available_minor: 99_000n,
      held_minor: 0n,
      owed_minor: 1_000n,
    });
    expect(await eventsOf(approved)).toMatchObject([
      { type: 'authorization.closed.v1', payload: { state: 'cleared' } },
      {
        type: 'movement.booked.v1',
        payload: { kind: 'clearing', capturedMinor: 1_000, clearedMinor: 1_000 },
      },
    ]);
  });

  it('gives the same answer to the same message again, and books nothing', async () => {
    const [reversed, cleared] = [await cardService.approvedPurchase(), await cardService.approvedPurchase()];
    const first = [await reverse(reversed), await clear(cleared)];
    const events = [await eventsOf(reversed), await eventsOf(cleared)];
    expect([await reverse(reversed), await clear(cleared)]).toEqual(first);
    expect([await eventsOf(reversed), await eventsOf(cleared)]).toEqual(events);
  });

  it('is refused when nothing is held and no amount is stated', async () => {
    const pending = await cardService.pendingPurchase();
    await cardService.get(ApplyDecisions).execute([decision(pending, 'declined')]);
    await expect(clear(pending)).rejects.toMatchObject({ status: 409, code: 'authorization_not_clearable' });
    const cleared = await cardService.approvedPurchase();
    await clear(cleared);
    await expect(reverse(cleared)).rejects.toMatchObject({
      status: 409,
      code: 'authorization_not_reversible',
    });
    const reversed = await cardService.approvedPurchase();
    await reverse(reversed);
    await expect(clear(reversed)).rejects.toThrow(AuthorizationNotClearable);
  });

  it('is only for the network that sent it: to others there is no such authorization', async () => {
    const approved = await cardService.approvedPurchase();
    await expect(reverse(approved, randomUUID())).rejects.toMatchObject({ status: 404 });
    await expect(clear(approved, randomUUID())).rejects.toMatchObject({ status: 404 });
    await expect(reverse({ ...approved, authorizationId: randomUUID() })).rejects.toMatchObject({
      status: 404,
    });
    expect(await cardService.get(ReadAuthorization).byId(approved.authorizationId)).toMatchObject({
      state: 'approved',
    });
  });

  it('an expired hold is released by the sweep with a receipt; the card stays used', async () => {
    const [approved, young] = [await cardService.approvedPurchase(), await cardService.approvedPurchase()];
    await cardService.letHoldExpire(approved.authorizationId);
    expect(await cardService.get(ExpireHolds).sweep()).toBe(1);
    expect(await cardService.get(ExpireHolds).sweep()).toBe(0);
    expect(await cardService.get(ReadAuthorization).byId(approved.authorizationId)).toMatchObject({
      state: 'expired',
      hold: { state: 'released', cause: 'expired' },
      receipts: [{ cause: 'expired' }],
    });
    expect(await cardService.get(ReadAuthorization).byId(young.authorizationId)).toMatchObject({
      state: 'approved',
    });
    expect(await cardState(approved)).toBe('used');
    expect(await eventsOf(approved)).toMatchObject([
      { type: 'authorization.closed.v1', payload: { state: 'expired' } },
      { type: 'hold.released.v1', payload: { cause: 'expired' } },
    ]);
  });

  it('never comes by expiry before its time, nor to a pending authorization', async () => {
    const approved = await cardService.approvedPurchase();
    expect(
      await cardService
        .get(BookMovements)
        .execute({ authorizationId: approved.authorizationId, kind: 'expiry' }),
    ).toMatchObject({ result: 'not_due' });
    const pending = await cardService.pendingPurchase();
    await cardService.letHoldExpire(pending.authorizationId);
    expect(await cardService.get(ExpireHolds).sweep()).toBe(0);
    expect(await cardService.get(ReadAuthorization).byId(pending.authorizationId)).toMatchObject({
      state: 'pending',
    });
  });

  it('is one and the same for two sweepers', async () => {
    const other = await CardServiceUnderTest.on(database.url);
    const approved = await Promise.all(Array.from({ length: 30 }, () => cardService.approvedPurchase()));
    for (const { authorizationId } of approved) await cardService.letHoldExpire(authorizationId);
    const swept = await Promise.all([
      cardService.get(ExpireHolds).sweep(),
      other.get(ExpireHolds).sweep(),
      cardService.get(ExpireHolds).sweep(),
    ]);
    await other.stop();
    expect(swept.reduce((sum, count) => sum + count, 0)).toBe(30);
  });

  it('is either the reversal or the clearing when they race, and once', async () => {
    const other = await CardServiceUnderTest.on(database.url);
    const approved = await Promise.all(Array.from({ length: 30 }, () => cardService.approvedPurchase()));
    const outcomes = await Promise.all(
      approved.map(({ authorizationId }) =>
        Promise.allSettled([
          cardService.get(ReverseAuthorization).execute({ networkId: network, authorizationId }),
          other.get(ClearAuthorization).execute({ networkId: network, authorizationId }),
        ]),
      ),
    );
    await other.stop();
    for (const pair of outcomes) {
      expect(pair.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it.each([1, 20])(
    'of %i: a reversal that waits behind the approval sees it, and takes effect',
    async (count) => {
      const pendings = await Promise.all(Array.from({ length: count }, () => cardService.pendingPurchase()));
      const holder = await database.pool.connect();
      await holder.query('begin');
      await holder.query('select from accounts where id = any ($1) order by id for update', [
        pendings.map(({ accountId }) => accountId),
      ]);
      // Both statements have taken their snapshots, in which everything is pending, and wait in line for the accounts.
      const decided = cardService
        .get(ApplyDecisions)
        .execute(pendings.map((pending) => decision(pending, 'approved')));
      await waitersFor(database, 1);
      const reversed = Promise.all(pendings.map((pending) => reverse(pending)));
      await waitersFor(database, 2);
      await holder.query('commit');
      holder.release();
      expect(new Set(await decided)).toEqual(new Set(['applied']));
      expect((await reversed).map(({ state }) => state)).toEqual(pendings.map(() => 'reversed'));
    },
  );

  it('a part that waits behind another part is taken from what that left', async () => {
    const approved = await cardService.approvedPurchase();
    const { authorizationId, accountId } = approved;
    const holder = await database.pool.connect();
    await holder.query('begin');
    await holder.query('select from accounts where id = $1 for update', [accountId]);
    const other = await CardServiceUnderTest.on(database.url);
    const parts = [cardService, other].map((instance) =>
      instance.get(ReverseAuthorization).execute({
        networkId: network,
        authorizationId,
        amount: { minor: 600n, as: 'delta' },
        message: instance.messageKey(),
      }),
    );
    await waitersFor(database, 2);
    await holder.query('commit');
    holder.release();
    const released = (await Promise.all(parts)).map(({ movement }) => movement?.releasedMinor);
    await other.stop();
    expect(released.sort()).toEqual([400n, 600n]);
    expect(await cardService.get(ReadAuthorization).byId(authorizationId)).toMatchObject({
      state: 'reversed',
      hold: { state: 'released', heldMinor: 0n },
    });
  });
});

/** Resolves when this many statements wait for a lock. */
async function waitersFor({ pool }: CardDatabase, count: number): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: bigint }>(
      `select count(*) as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.waiting ?? 0n) >= BigInt(count)) return;
  }
}
