import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';
import { eventually } from '../../../../../test/support/eventually';
import type { FreshCard } from '../../../spec/fresh-card';
import { decision, network, purchase, type Pending, type RequestPart } from '../../../spec/purchases';
import { ApplyDecisions } from '../decide/apply-decisions';
import { ReadAuthorization } from '../read/read-authorization';
import { RequestAuthorization } from '../request/request-authorization';
import { ReverseByMessage } from './reverse-by-message';
import { ReverseAuthorization } from './reverse-authorization';
import { ClearAuthorization } from './clear-authorization';
import { ForgetReversals } from './forget-reversals';

describe('a reversal by the key of the message', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  const other = database.instance({ decisionDeadlineMs: 60_000 });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function freshCard(): Promise<{ card: FreshCard; customerId: string; accountId: string }> {
    const { customerId, accountId } = await cardService.customer();
    return { card: await cardService.card(customerId), customerId, accountId };
  }

  async function pendingWithMessage(): Promise<Pending & { message: ReturnType<typeof purchase> }> {
    const { card } = await freshCard();
    const message = purchase(card);
    return { ...(await cardService.pending(card, message satisfies RequestPart)), message };
  }

  async function cardState({ cardId }: { cardId: string }): Promise<unknown> {
    const { rows } = await database.pool.query<{ state: string }>('select state from cards where id = $1', [
      cardId,
    ]);
    return rows[0]?.state;
  }

  it('R13: finds the approval whose answer was lost, and releases its hold with a receipt', async () => {
    const { message, ...pending } = await pendingWithMessage();
    await cardService.get(ApplyDecisions).execute([decision(pending, 'approved')]);
    expect(await cardService.get(ReverseByMessage).execute({ original: message })).toMatchObject({
      outcome: 'reversed',
      authorization: { id: pending.authorizationId, state: 'reversed' },
    });
    expect(await cardService.get(ReadAuthorization).byId(pending.authorizationId)).toMatchObject({
      hold: { state: 'released', cause: 'reversed' },
      receipts: [{ cause: 'reversed', amountMinor: 1_000n }],
    });
    expect(await cardService.get(ReverseByMessage).execute({ original: message })).toMatchObject({
      outcome: 'reversed',
    });
  });

  it('ends a purchase that is being decided: its call is answered, its card open, and the decision comes too late', async () => {
    const { card } = await freshCard();
    const message = purchase(card);
    const answer = cardService.get(RequestAuthorization).execute(message);
    const id = await eventually(async () => {
      const stored = await database.pool.query<{ id: string }>(
        `select id from authorizations where card_id = $1 and state = 'pending'`,
        [card.cardId],
      );
      expect(stored.rows).toHaveLength(1);
      return stored.rows[0]?.id ?? '';
    });
    const view = await cardService.get(ReadAuthorization).byId(id);
    if (view === undefined) throw new Error('nothing is pending');
    expect(await cardService.get(ReverseByMessage).execute({ original: message })).toMatchObject({
      outcome: 'reversed',
    });
    expect(await answer).toMatchObject({
      state: 'declined',
      origin: 'network',
      reasons: ['reversed_before_decision'],
    });
    const of = {
      authorizationId: id,
      customerId: view.customerId,
      accountId: view.accountId,
      cardId: card.cardId,
    };
    expect(await cardService.get(ApplyDecisions).execute([decision(of, 'approved')])).toEqual(['late']);
    expect(await cardService.get(ReadAuthorization).byId(id)).toMatchObject({
      state: 'declined',
      hold: { state: 'released', cause: 'reversed' },
    });
    expect(await cardState(card)).toBe('open');
    await cardService.pending(card);
  });

  it('that names the authorization ends a pending one as well, and is not forgotten', async () => {
    const pending = await cardService.pendingPurchase();
    const { authorizationId } = pending;
    expect(
      await cardService.get(ReverseAuthorization).execute({ networkId: network, authorizationId }),
    ).toMatchObject({
      authorization: { state: 'declined', reasons: ['reversed_before_decision'] },
    });
    expect(await cardService.get(ApplyDecisions).execute([decision(pending, 'approved')])).toEqual(['late']);
    expect(
      await cardService.get(ReverseAuthorization).execute({ networkId: network, authorizationId }),
    ).toMatchObject({
      authorization: { state: 'declined' },
    });
  });

  it('that comes before its message is remembered: the message is not approved, and nobody assesses it', async () => {
    const { card, customerId } = await freshCard();
    const message = purchase(card);
    expect(await cardService.get(ReverseByMessage).execute({ original: message })).toEqual({
      outcome: 'remembered',
      authorization: undefined,
    });
    expect(await cardService.get(RequestAuthorization).execute(message)).toMatchObject({
      state: 'declined',
      origin: 'intake',
      reasons: ['reversed_before_decision'],
    });
    expect((await outboxEvents(database.pool, customerId)).map(({ type }) => type)).not.toContain(
      'authorization.requested.v1',
    );
    expect(await cardState(card)).toBe('open');
  });

  it('takes back only what its own network sent', async () => {
    const { message, ...pending } = await pendingWithMessage();
    expect(
      await cardService.get(ReverseByMessage).execute({ original: { ...message, networkId: randomUUID() } }),
    ).toMatchObject({
      outcome: 'remembered',
    });
    expect(await cardService.get(ApplyDecisions).execute([decision(pending, 'approved')])).toEqual([
      'applied',
    ]);
  });

  it('says so when nothing is held: after a decline, a missed deadline, a clearing', async () => {
    const declined = await pendingWithMessage();
    await cardService.get(ApplyDecisions).execute([decision(declined, 'declined')]);
    const timedOut = await pendingWithMessage();
    await cardService.letDeadlinePass(timedOut.authorizationId);
    await cardService.timeOut(timedOut.authorizationId);
    const cleared = await pendingWithMessage();
    await cardService.get(ApplyDecisions).execute([decision(cleared, 'approved')]);
    await cardService
      .get(ClearAuthorization)
      .execute({ networkId: network, authorizationId: cleared.authorizationId });
    for (const [{ message }, state] of [
      [declined, 'declined'],
      [timedOut, 'timed_out'],
      [cleared, 'cleared'],
    ] as const) {
      expect(await cardService.get(ReverseByMessage).execute({ original: message })).toMatchObject({
        outcome: 'nothing_to_reverse',
        authorization: { state },
      });
    }
  });

  it('and a message that miss each other meet at the decision', async () => {
    const { card, accountId } = await freshCard();
    const message = purchase(card);
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query('select from accounts where id = $1 for update', [accountId]);
    const admission = cardService.admission(card, message);
    await eventually(async () => {
      const { rows } = await database.pool.query<{ waiting: boolean }>(
        `select exists (
          select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
        ) as waiting`,
      );
      expect(rows[0]?.waiting).toBe(true);
    });
    // The message's statement has begun, and does not see what is committed now; nor is there an authorization to be found.
    expect(await cardService.get(ReverseByMessage).execute({ original: message })).toMatchObject({
      outcome: 'remembered',
    });
    await client.query('commit');
    client.release();
    const pending = await admission;
    expect(pending.answer.outcome).toBe('pending');
    expect(await cardService.get(ApplyDecisions).execute([decision(pending, 'approved')])).toEqual(['late']);
    await cardService.letDeadlinePass(pending.authorizationId);
    await cardService.timeOut(pending.authorizationId);
    expect(await cardService.get(ReadAuthorization).byId(pending.authorizationId)).toMatchObject({
      state: 'timed_out',
      hold: { state: 'released' },
    });
  });

  it('that races with the message, or with its approval, leaves nothing held in the end', async () => {
    const race = async (place: number): Promise<string[]> => {
      const { card } = await freshCard();
      const message = purchase(card);
      const ids: string[] = [];
      const bought = async () => {
        const pending = await cardService.admission(card, message);
        if (pending.answer.outcome !== 'pending') return;
        ids.push(pending.authorizationId);
        await (place % 2 === 0 ? cardService : other)
          .get(ApplyDecisions)
          .execute([decision(pending, 'approved')]);
      };
      await Promise.all([bought(), other.get(ReverseByMessage).execute({ original: message })]);
      return ids;
    };
    const pairs: string[][] = [];
    // Each decision of its own takes a connection, as no batch of the consumer does: no more at once than there are.
    for (let first = 0; first < 150; first += 15) {
      pairs.push(...(await Promise.all(Array.from({ length: 15 }, (_, place) => race(first + place)))));
    }
    const views = await Promise.all(pairs.flat().map((id) => cardService.get(ReadAuthorization).byId(id)));
    for (const view of views) {
      // Pending: the approval came too late, and the deadline ends it.
      expect(['reversed', 'declined', 'pending']).toContain(view?.state);
    }
    for (const view of views) {
      if (view?.state !== 'pending') continue;
      await cardService.letDeadlinePass(view.id);
      await cardService.timeOut(view.id);
    }
    const { rows } = await database.pool.query(
      `select from authorizations a join holds h on h.authorization_id = a.id and h.state = 'placed'
      where a.id = any ($1::uuid[])`,
      [pairs.flat()],
    );
    expect(rows).toEqual([]);
  });

  it('is forgotten when its message can come no more', async () => {
    const { card } = await freshCard();
    const [old, fresh] = [purchase(card), purchase(card)];
    await cardService.get(ReverseByMessage).execute({ original: old });
    await cardService.get(ReverseByMessage).execute({ original: fresh });
    await database.pool.query(
      `update reversals set received_at = received_at - interval '16 days' where stan = $1 and terminal_id = $2`,
      [old.stan, old.terminalId],
    );
    expect(await cardService.get(ForgetReversals).sweep()).toBe(1);
    expect(await cardService.get(RequestAuthorization).execute(fresh)).toMatchObject({
      reasons: ['reversed_before_decision'],
    });
  });
});
