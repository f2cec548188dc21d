import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';
import { decision, network, type Pending } from '../../../spec/purchases';
import type { Authorization, NetworkMessageKey } from '../authorization';
import type { StatedAmount } from '../book/movement';
import { ClearAuthorization } from '../close/clear-authorization';
import { ReverseAuthorization } from '../close/reverse-authorization';
import { ReverseByMessage } from '../close/reverse-by-message';
import { ApplyDecisions } from '../decide/apply-decisions';
import { ReadAuthorization, type AuthorizationView } from '../read/read-authorization';
import { RequestIncrement } from './request-increment';

describe('an increment', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  /** Stands in at the deadline, up to 10.00. */
  const lenient = database.instance({ standInMinor: 1_000n });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function viewOf(authorizationId: string): Promise<AuthorizationView> {
    const found = await cardService.get(ReadAuthorization).byId(authorizationId);
    if (found === undefined) throw new Error('it is not there');
    return found;
  }

  /** Available, held and owed. */
  async function balances({ accountId }: Pending): Promise<number[]> {
    const { rows } = await database.pool.query<Record<string, bigint>>(
      'select available_minor, held_minor, owed_minor from accounts where id = $1',
      [accountId],
    );
    return Object.values(rows[0] ?? {}).map(Number);
  }

  const ask = (
    { authorizationId }: Pick<Pending, 'authorizationId'>,
    amount: StatedAmount = { minor: 500n, as: 'delta' },
    message = cardService.messageKey(),
  ): Promise<Authorization> =>
    cardService.get(RequestIncrement).execute({ ...message, networkId: network, authorizationId, amount });

  /** One that waits for its decision, with the call that waits for the answer. */
  async function pendingOn(
    bought: Pending,
    amount?: StatedAmount,
    message?: Omit<NetworkMessageKey, 'networkId'>,
  ): Promise<Pending & { readonly answer: Promise<Authorization> }> {
    const answer = ask(bought, amount, message);
    return { ...bought, authorizationId: await cardService.pendingOn(bought.cardId), answer };
  }

  const decide = (pending: Pending, outcome: 'approved' | 'declined') =>
    cardService.get(ApplyDecisions).execute([decision(pending, outcome)]);

  async function approvedOn(
    bought: Pending,
    amount?: StatedAmount,
    message?: Omit<NetworkMessageKey, 'networkId'>,
  ): Promise<Pending> {
    const pending = await pendingOn(bought, amount, message);
    await decide(pending, 'approved');
    expect(await pending.answer).toMatchObject({ state: 'approved' });
    return pending;
  }

  const reverseAll = (authorizationId: string) =>
    cardService.get(ReverseAuthorization).execute({ networkId: network, authorizationId });

  it.each([
    [{ minor: 500n, as: 'delta' }, 500n, 1_500n],
    [{ minor: 1_700n, as: 'total' }, 700n, 1_700n],
  ] as const)(
    'approved, stated as %o: the hold of its purchase grows, and the amount is kept as it came',
    async (amount, step, held) => {
      const bought = await cardService.approvedPurchase();
      const increment = await approvedOn(bought, amount);
      expect(await viewOf(increment.authorizationId)).toMatchObject({
        kind: 'increment',
        originalId: bought.authorizationId,
        amountMinor: amount.minor,
        statedAs: amount.as,
        approvedMinor: step,
        hold: { state: 'merged' },
      });
      expect(await viewOf(bought.authorizationId)).toMatchObject({
        state: 'approved',
        hold: { heldMinor: held },
      });
      expect(await balances(bought)).toEqual([100_000 - Number(held), Number(held), 0]);
      await outboxEvents(database.pool, bought.customerId);
    },
  );

  it('declined: the purchase stands as it was, and so does the card', async () => {
    const bought = await cardService.approvedPurchase();
    const pending = await pendingOn(bought);
    expect(await balances(bought)).toEqual([98_500, 1_500, 0]);
    await decide(pending, 'declined');
    expect(await pending.answer).toMatchObject({
      state: 'declined',
      reasons: ['income_insufficient', 'obligations_excessive'],
    });
    expect(await viewOf(bought.authorizationId)).toMatchObject({
      state: 'approved',
      hold: { heldMinor: 1_000n },
    });
    const { rows } = await database.pool.query('select state from cards where id = $1', [bought.cardId]);
    expect(rows).toEqual([{ state: 'used' }]);
  });

  it('above the cap of the card, or above the purchase power, is refused at once', async () => {
    const bought = await cardService.approvedPurchase();
    expect(await ask(bought, { minor: 4_001n, as: 'delta' })).toMatchObject({
      state: 'declined',
      reasons: ['card_cap_exceeded'],
    });
    expect(await ask(bought, { minor: 5_001n, as: 'total' })).toMatchObject({
      reasons: ['card_cap_exceeded'],
    });
    const { customerId } = await cardService.customer(1_200);
    const poor = await cardService.pending(await cardService.card(customerId));
    await decide(poor, 'approved');
    expect(await ask(poor)).toMatchObject({ reasons: ['purchase_power_insufficient'] });
  });

  it('that is not decided in time is declined, or approved in stand-in up to the amount of the programme', async () => {
    const [late, lucky] = [await cardService.approvedPurchase(), await cardService.approvedPurchase()];
    const [one, two] = [await pendingOn(late), await pendingOn(lucky)];
    for (const { authorizationId } of [one, two]) await cardService.letDeadlinePass(authorizationId);
    await cardService.timeOut(one.authorizationId);
    await lenient.timeOut(two.authorizationId);
    expect(await one.answer).toMatchObject({ state: 'timed_out', reasons: ['decision_timed_out'] });
    expect(await viewOf(two.authorizationId)).toMatchObject({ state: 'approved', origin: 'stand_in' });
    expect(await balances(late)).toEqual([99_000, 1_000, 0]);
    expect(await balances(lucky)).toEqual([98_500, 1_500, 0]);
    await two.answer;
  });

  it('of a purchase that is not approved, of another network, or for no more than it is, is refused', async () => {
    const declined = await cardService.pendingPurchase();
    await decide(declined, 'declined');
    expect(await ask(declined)).toMatchObject({ state: 'declined', reasons: ['authorization_ended'] });
    const bought = await cardService.approvedPurchase();
    expect(await ask(bought, { minor: 1_000n, as: 'total' })).toMatchObject({ state: 'declined' });
    await expect(
      cardService.get(RequestIncrement).execute({
        ...cardService.messageKey(),
        networkId: randomUUID(),
        authorizationId: bought.authorizationId,
        amount: { minor: 500n, as: 'delta' },
      }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it.each(['approval', 'stand-in'])(
    'whose purchase has ended meanwhile is not approved, by no %s',
    async (way) => {
      const bought = await cardService.approvedPurchase();
      const pending = await pendingOn(bought);
      await reverseAll(bought.authorizationId);
      if (way === 'approval') await decide(pending, 'approved');
      else {
        await cardService.letDeadlinePass(pending.authorizationId);
        await lenient.timeOut(pending.authorizationId);
      }
      expect(await pending.answer).toMatchObject({ state: way === 'approval' ? 'declined' : 'timed_out' });
      expect(await balances(bought)).toEqual([100_000, 0, 0]);
    },
  );

  it('repeated gets the stored answer; its key with another amount is refused', async () => {
    const bought = await cardService.approvedPurchase();
    const message = cardService.messageKey();
    await approvedOn(bought, { minor: 500n, as: 'delta' }, message);
    expect(await ask(bought, { minor: 500n, as: 'delta' }, message)).toMatchObject({ state: 'approved' });
    for (const other of [
      { minor: 501n, as: 'delta' },
      { minor: 500n, as: 'total' },
    ] as const) {
      expect(await ask(bought, other, message)).toMatchObject({ reasons: ['duplicate_with_other_content'] });
    }
    expect(await balances(bought)).toEqual([98_500, 1_500, 0]);
  });

  describe('taken back', () => {
    const byKey = (message: Omit<NetworkMessageKey, 'networkId'>, networkTransactionId?: string) =>
      cardService.get(ReverseByMessage).execute({
        original: { networkId: network, ...message },
        reference: { networkTransactionId },
      });

    it('by its own key after it was approved: its purchase is less by it, and no more', async () => {
      const bought = await cardService.approvedPurchase();
      const message = cardService.messageKey();
      await approvedOn(bought, { minor: 500n, as: 'delta' }, message);
      expect(await byKey(message)).toMatchObject({ outcome: 'reversed', movement: { releasedMinor: 500n } });
      expect(await byKey(message)).toMatchObject({ outcome: 'reversed' });
      expect(await balances(bought)).toEqual([99_000, 1_000, 0]);
    });

    it('by its own key and the transaction id of its purchase: the increment is meant, not all of it', async () => {
      const bought = await cardService.approvedPurchase({ networkTransactionId: 'NTIDINCREMENT' });
      const message = cardService.messageKey();
      await approvedOn(bought, { minor: 500n, as: 'delta' }, message);
      expect(await byKey(message, 'NTIDINCREMENT')).toMatchObject({ outcome: 'reversed' });
      expect(await balances(bought)).toEqual([99_000, 1_000, 0]);
    });

    it('by its own key while it is being decided: declined', async () => {
      const bought = await cardService.approvedPurchase();
      const message = cardService.messageKey();
      const pending = await pendingOn(bought, { minor: 500n, as: 'delta' }, message);
      expect(await byKey(message)).toMatchObject({ outcome: 'reversed' });
      expect(await pending.answer).toMatchObject({
        state: 'declined',
        reasons: ['reversed_before_decision'],
      });
      expect(await balances(bought)).toEqual([99_000, 1_000, 0]);
    });

    it('by our id after it was approved: its purchase is less by it', async () => {
      const bought = await cardService.approvedPurchase();
      const { authorizationId } = await approvedOn(bought);
      await reverseAll(authorizationId);
      expect(await balances(bought)).toEqual([99_000, 1_000, 0]);
    });
  });

  it('is no purchase of its own: who clears it clears its purchase', async () => {
    const bought = await cardService.approvedPurchase();
    const { authorizationId } = await approvedOn(bought);
    const { movement } = await cardService.get(ClearAuthorization).execute({
      networkId: network,
      authorizationId,
      amount: { minor: 1_500n, as: 'delta' },
      final: true,
      message: cardService.messageKey(),
    });
    expect(movement).toMatchObject({
      authorizationId: bought.authorizationId,
      capturedMinor: 1_500n,
      beyondHoldMinor: 0n,
    });
    expect(await balances(bought)).toEqual([98_500, 0, 1_500]);
  });
});
