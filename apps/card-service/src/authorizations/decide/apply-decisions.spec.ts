import { cardDatabaseForTests } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';
import { CardServiceUnderTest } from '../../../spec/card-service-under-test';
import { decision, type Pending } from '../../../spec/purchases';
import { systemIds } from '../../providers';
import { ReadAuthorization } from '../read/read-authorization';
import { ApplyDecisions } from './apply-decisions';

describe('applying decisions', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  const apply = async (one: ReturnType<typeof decision>) =>
    (await cardService.get(ApplyDecisions).execute([one]))[0];

  async function cardState({ cardId }: Pending) {
    const { rows } = await database.pool.query<{ state: string }>('select state from cards where id = $1', [
      cardId,
    ]);
    return rows[0]?.state;
  }

  async function balances({ accountId }: Pending) {
    const { rows } = await database.pool.query<{ available_minor: bigint; held_minor: bigint }>(
      'select available_minor, held_minor from accounts where id = $1',
      [accountId],
    );
    return rows[0];
  }

  /** The events after opening, mint and request. */
  async function eventsOf({ customerId }: Pending) {
    return (await outboxEvents(database.pool, customerId)).slice(4);
  }

  it('an approval consumes the card, keeps the hold and gives an approval code', async () => {
    const pending = await cardService.pendingPurchase();
    const approval = decision(pending, 'approved');
    expect(await apply(approval)).toBe('applied');
    const view = await cardService.get(ReadAuthorization).byId(pending.authorizationId);
    expect(view).toMatchObject({
      state: 'approved',
      origin: 'assessment',
      reasons: [],
      decisionId: approval.decisionId,
      decision: approval,
      hold: { state: 'placed' },
    });
    expect(view?.approvalCode).toMatch(/^\d{6}$/);
    expect(await cardState(pending)).toBe('used');
    expect(await eventsOf(pending)).toMatchObject([
      {
        type: 'authorization.resolved.v1',
        payload: { state: 'approved', origin: 'assessment', decisionId: approval.decisionId },
      },
      { type: 'card.changed.v1', payload: { state: 'used', cause: 'approved', version: 3 } },
    ]);
  });

  it('R13: a decline releases the hold in the same transaction, with a receipt, and opens the card again', async () => {
    const pending = await cardService.pendingPurchase();
    const decline = decision(pending, 'declined');
    expect(await apply(decline)).toBe('applied');
    const view = await cardService.get(ReadAuthorization).byId(pending.authorizationId);
    expect(view).toMatchObject({
      state: 'declined',
      reasons: ['income_insufficient', 'obligations_excessive'],
      approvalCode: null,
      hold: { state: 'released', cause: 'declined', endedAt: view?.resolvedAt },
      receipts: [{ cause: 'declined', amountMinor: 1_000n, currency: 'EUR', releasedAt: view?.resolvedAt }],
    });
    expect(await balances(pending)).toEqual({ available_minor: 100_000n, held_minor: 0n });
    expect(await cardState(pending)).toBe('open');
    const { rows } = await database.pool.query<{ transactions: bigint }>(
      `select count(distinct xmin::text) as transactions from (
        select xmin from authorizations where id = $1 union all select xmin from holds where authorization_id = $1
        union all select xmin from hold_releases where authorization_id = $1
        union all select xmin from accounts where id = $2) written`,
      [pending.authorizationId, pending.accountId],
    );
    expect(rows[0]?.transactions).toBe(1n);
    expect((await eventsOf(pending)).map(({ type }) => type)).toEqual([
      'authorization.resolved.v1',
      'card.changed.v1',
      'hold.released.v1',
    ]);
  });

  it('R5: a declined card can be tried again, and the new purchase is decided anew', async () => {
    const { customerId } = await cardService.customer();
    const card = await cardService.card(customerId);
    await apply(decision(await cardService.pending(card), 'declined'));
    const second = await cardService.pending(card);
    expect(await apply(decision(second, 'approved'))).toBe('applied');
    expect((await cardService.admission(card)).answer).toMatchObject({ reason: 'card_already_used' });
  });

  it('changes nothing when the same decision comes again', async () => {
    const pending = await cardService.pendingPurchase();
    const decline = decision(pending, 'declined');
    await apply(decline);
    const before = await cardService.get(ReadAuthorization).byId(pending.authorizationId);
    const events = await eventsOf(pending);
    expect(await cardService.get(ApplyDecisions).execute([decline, decline])).toEqual([
      'repeated',
      'repeated',
    ]);
    expect(await cardService.get(ReadAuthorization).byId(pending.authorizationId)).toEqual(before);
    expect(await eventsOf(pending)).toEqual(events);
  });

  it('keeps a decision about another customer, account or card as a conflict, and applies the right one beside it', async () => {
    const [pending, another] = [await cardService.pendingPurchase(), await cardService.pendingPurchase()];
    const right = decision(pending, 'approved');
    const foreign = [
      decision({ ...pending, customerId: another.customerId }, 'declined'),
      decision({ ...pending, accountId: another.accountId }, 'declined'),
      decision({ ...pending, cardId: another.cardId }, 'declined'),
    ];
    expect(await cardService.get(ApplyDecisions).execute([...foreign, right])).toEqual([
      'conflict',
      'conflict',
      'conflict',
      'applied',
    ]);
    expect(await cardService.get(ReadAuthorization).byId(pending.authorizationId)).toMatchObject({
      state: 'approved',
      decisionId: right.decisionId,
      unappliedDecisions: foreign.map(({ decisionId }) => ({ decisionId, cause: 'conflict' })),
    });
    expect(await cardState(pending)).toBe('used');
  });

  it('keeps a different decision as a conflict and does not apply it', async () => {
    const pending = await cardService.pendingPurchase();
    await apply(decision(pending, 'declined'));
    const other = decision(pending, 'approved');
    expect(await apply(other)).toBe('conflict');
    expect(await apply(other)).toBe('conflict');
    expect(await cardService.get(ReadAuthorization).byId(pending.authorizationId)).toMatchObject({
      state: 'declined',
      unappliedDecisions: [{ decisionId: other.decisionId, outcome: 'approved', cause: 'conflict' }],
    });
  });

  it('keeps a decision after the timeout as late and changes nothing', async () => {
    const pending = await cardService.pendingPurchase();
    await cardService.letDeadlinePass(pending.authorizationId);
    await cardService.timeOut(pending.authorizationId);
    const late = decision(pending, 'approved');
    expect(await cardService.get(ApplyDecisions).execute([late, late])).toEqual(['late', 'late']);
    expect(await cardService.get(ReadAuthorization).byId(pending.authorizationId)).toMatchObject({
      state: 'timed_out',
      decisionId: null,
      unappliedDecisions: [{ decisionId: late.decisionId, cause: 'late' }],
    });
    expect(await cardState(pending)).toBe('open');
  });

  it('applies a decision past the deadline while nobody has timed the authorization out', async () => {
    const pending = await cardService.pendingPurchase();
    await cardService.letDeadlinePass(pending.authorizationId);
    expect(await apply(decision(pending, 'approved'))).toBe('applied');
    expect(await cardService.timeOut(pending.authorizationId)).toMatchObject({
      resolution: { state: 'approved' },
    });
  });

  it('keeps a decision for an authorization that nobody knows', async () => {
    const [authorizationId, customerId, accountId, cardId] = Array.from({ length: 4 }, () =>
      systemIds.uuid(),
    );
    const stray = decision(
      {
        authorizationId: authorizationId ?? '',
        customerId: customerId ?? '',
        accountId: accountId ?? '',
        cardId: cardId ?? '',
      },
      'approved',
    );
    expect(await apply(stray)).toBe('unknown_authorization');
    const { rows } = await database.pool.query<object>(
      'select cause, event from unapplied_decisions where decision_id = $1',
      [stray.decisionId],
    );
    expect(rows).toEqual([{ cause: 'unknown_authorization', event: stray }]);
  });

  it('applies a batch with many decisions of one account, answering each in order', async () => {
    const { customerId } = await cardService.customer();
    const pendings: Pending[] = [];
    for (let card = 0; card < 6; card += 1)
      pendings.push(await cardService.pending(await cardService.card(customerId)));
    const [declined] = pendings;
    if (declined === undefined) throw new Error('nothing is pending');
    const decisions = pendings.map((pending, index) =>
      decision(pending, index < 4 ? 'declined' : 'approved'),
    );
    const [first] = decisions;
    const contradiction = decision(declined, 'approved');
    if (first === undefined) throw new Error('no decision');
    expect(await cardService.get(ApplyDecisions).execute([...decisions, first, contradiction])).toEqual([
      ...decisions.map(() => 'applied'),
      'repeated',
      'conflict',
    ]);
    expect(await balances(declined)).toEqual({ available_minor: 98_000n, held_minor: 2_000n });
  });

  it('applies each decision once when two instances get the same batch', async () => {
    const other = await CardServiceUnderTest.on(database.url);
    const pendings = await Promise.all(Array.from({ length: 30 }, () => cardService.pendingPurchase()));
    const decisions = pendings.map((pending, index) =>
      decision(pending, index % 3 === 0 ? 'declined' : 'approved'),
    );
    const results = await Promise.all([
      cardService.get(ApplyDecisions).execute(decisions),
      other.get(ApplyDecisions).execute([...decisions].reverse()),
    ]);
    await other.stop();
    expect(results.flat().filter((result) => result === 'applied')).toHaveLength(30);
    expect(results.flat().filter((result) => result === 'repeated')).toHaveLength(30);
  });
});
