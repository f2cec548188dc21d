import type { CardState } from '@mayfly/contracts';
import { cardDatabaseForTests } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';
import { network, purchase } from '../../../spec/purchases';
import { ReadAuthorization } from '../read/read-authorization';
import { CardFinder } from '../../cards/card-finder';
import { AdmitAuthorizations } from './admit-authorizations';

describe('admitting an authorization', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();

  async function freshCard(grantedMinor?: number) {
    const { customerId } = await cardService.customer(grantedMinor);
    return { customerId, card: await cardService.card(customerId) };
  }

  async function cardState(cardId: string) {
    const { rows } = await database.pool.query<{ state: CardState; mismatches: number; version: number }>(
      'select state, mismatches, version from cards where id = $1',
      [cardId],
    );
    return rows[0];
  }

  /** A state that no purchase of this spec led to; undone after, so that the books can be checked at the end. */
  async function whileIn(state: CardState, cardId: string, work: () => Promise<void>) {
    const enter = (to: CardState) =>
      database.pool.query('update cards set state = $2 where id = $1', [cardId, to]);
    await enter(state);
    await work();
    expect(await cardState(cardId)).toEqual({ state, mismatches: 0, version: 1 });
    await enter('open');
  }

  async function eventsOf(customerId: string) {
    return (await outboxEvents(database.pool, customerId)).slice(2);
  }

  it('claims the card, places the hold, posts the ledger legs and asks for an assessment, all at once', async () => {
    const { card, customerId } = await freshCard();
    const pending = await cardService.pending(card);
    const view = await cardService.get(ReadAuthorization).byId(pending.authorizationId);
    expect(view).toMatchObject({
      state: 'pending',
      origin: null,
      resolvedAt: null,
      amountMinor: 1_000n,
      networkId: network,
      hold: { state: 'placed', id: pending.holdId, endedAt: null },
      receipts: [],
    });
    expect(await cardState(card.cardId)).toEqual({ state: 'claimed', mismatches: 0, version: 2 });
    expect(await eventsOf(customerId)).toMatchObject([
      { type: 'card.changed.v1', payload: { state: 'claimed', cause: 'authorization_placed', version: 2 } },
      {
        type: 'authorization.requested.v1',
        payload: {
          authorizationId: pending.authorizationId,
          networkId: network,
          cardMismatches: 0,
          profileVersion: 1,
          account: { grantedMinor: 100_000, availableMinor: 99_000, heldMinor: 1_000, owedMinor: 0 },
        },
      },
    ]);
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  it('sets the deadline by the database, less the time that the request has waited', async () => {
    const { card } = await freshCard();
    const { answer, authorizationId } = await cardService.admission(card);
    const view = await cardService.get(ReadAuthorization).byId(authorizationId);
    const deadlineMs = (view?.deadlineAt.getTime() ?? 0) - (view?.requestedAt.getTime() ?? 0);
    expect(deadlineMs).toBeGreaterThan(1_000);
    expect(deadlineMs).toBeLessThanOrEqual(2_000);
    expect(answer).toMatchObject({ outcome: 'pending' });
    if (answer.outcome === 'pending') expect(answer.remainingMs).toBeLessThanOrEqual(deadlineMs);
  });

  it('gives the hold the life of its merchant category', async () => {
    const { card } = await freshCard();
    const merchant = { id: 'hotel', name: 'Hotel', mcc: '7011', country: 'DE' };
    const { authorizationId } = await cardService.pending(card, { merchant });
    const hold = (await cardService.get(ReadAuthorization).byId(authorizationId))?.hold;
    const lifeMs = (hold?.expiresAt.getTime() ?? 0) - (hold?.placedAt.getTime() ?? 0);
    expect(lifeMs).toBe(31 * 24 * 60 * 60 * 1000);
  });

  it('R1: a second purchase on a used card is refused with a reason of its own', async () => {
    const { card, customerId } = await freshCard();
    await whileIn('used', card.cardId, async () => {
      const { answer, authorizationId } = await cardService.admission(card);
      expect(answer).toMatchObject({ outcome: 'declined', reason: 'card_already_used' });
      expect(await cardService.get(ReadAuthorization).byId(authorizationId)).toMatchObject({
        state: 'declined',
        origin: 'intake',
        reasons: ['card_already_used'],
        hold: null,
      });
    });
    expect(await eventsOf(customerId)).toMatchObject([
      {
        type: 'authorization.resolved.v1',
        payload: { state: 'declined', origin: 'intake', reasons: ['card_already_used'], decisionId: null },
      },
    ]);
  });

  it.each([
    ['cancelled', 'card_cancelled'],
    ['expired', 'card_expired'],
    ['blocked', 'card_blocked'],
    ['claimed', 'card_busy'],
  ] as const)(
    'refuses a card that is %s, and says so only to who states expiry and CVV2 right',
    async (state, reason) => {
      const { card } = await freshCard();
      await whileIn(state, card.cardId, async () => {
        expect((await cardService.admission(card)).answer).toMatchObject({ outcome: 'declined', reason });
        expect((await cardService.admission(card, {}, 'merchant_not_allowed')).answer).toMatchObject({
          reason,
        });
        expect((await cardService.admission(card, {}, 'cvv_mismatch')).answer).toMatchObject({
          reason: 'cvv_mismatch',
        });
      });
    },
  );

  it('refuses an open card past its validity that no sweep has ended yet', async () => {
    const { card } = await freshCard();
    await database.pool.query(`update cards set valid_until = now() where id = $1`, [card.cardId]);
    expect((await cardService.admission(card)).answer).toMatchObject({ reason: 'card_expired' });
  });

  it('takes the whole of the purchase power and not a cent more', async () => {
    const { card, customerId } = await freshCard(1_000);
    const second = await cardService.card(customerId);
    expect((await cardService.admission(card, { amountMinor: 1_001n })).answer).toMatchObject({
      outcome: 'declined',
      reason: 'purchase_power_insufficient',
    });
    expect((await cardService.admission(card, { amountMinor: 1_000n })).answer).toMatchObject({
      outcome: 'pending',
    });
    expect((await cardService.admission(second, { amountMinor: 1n })).answer).toMatchObject({
      reason: 'purchase_power_insufficient',
    });
  });

  it('answers a verification with no hold and leaves the card open', async () => {
    const { card, customerId } = await freshCard();
    const { answer, authorizationId } = await cardService.admission(card, {
      kind: 'verification',
      amountMinor: 0n,
    });
    expect(answer).toMatchObject({ outcome: 'verified', reason: null });
    expect(await cardService.get(ReadAuthorization).byId(authorizationId)).toMatchObject({
      state: 'verified',
      hold: null,
      reasons: [],
    });
    expect(await cardState(card.cardId)).toMatchObject({ state: 'open', version: 1 });
    expect(await eventsOf(customerId)).toMatchObject([
      { type: 'authorization.resolved.v1', payload: { state: 'verified', amountMinor: 0 } },
    ]);
  });

  it('counts mismatches across merchants and blocks the card with the third', async () => {
    const { card, customerId } = await freshCard();
    const at = (id: string) => ({ merchant: { id, name: id, mcc: '5411', country: 'DE' } });
    expect((await cardService.admission(card, at('shop-1'), 'cvv_mismatch')).answer).toMatchObject({
      reason: 'cvv_mismatch',
    });
    await cardService.admission(card, at('shop-2'), 'expiry_mismatch');
    expect(await cardState(card.cardId)).toEqual({ state: 'open', mismatches: 2, version: 1 });
    await cardService.admission(card, at('shop-3'), 'cvv_mismatch');
    expect(await cardState(card.cardId)).toEqual({ state: 'blocked', mismatches: 3, version: 2 });
    expect((await cardService.admission(card)).answer).toMatchObject({ reason: 'card_blocked' });
    expect((await eventsOf(customerId)).filter(({ type }) => type === 'card.changed.v1')).toMatchObject([
      { payload: { state: 'blocked', cause: 'mismatched_third_time', version: 2 } },
    ]);
  });

  it('does not count other refusals as mismatches', async () => {
    const { card } = await freshCard();
    await cardService.admission(card, {}, 'merchant_not_allowed');
    expect(await cardState(card.cardId)).toEqual({ state: 'open', mismatches: 0, version: 1 });
  });

  it('writes nothing for a message whose key is taken', async () => {
    const { card, customerId } = await freshCard();
    const message = purchase(card);
    await cardService.admission(card, message, 'cvv_mismatch');
    const before = await eventsOf(customerId);
    expect((await cardService.admission(card, message, 'cvv_mismatch')).answer).toEqual({
      outcome: 'duplicate',
    });
    expect((await cardService.admission(card, message)).answer).toEqual({ outcome: 'duplicate' });
    expect(await eventsOf(customerId)).toEqual(before);
    expect(await cardState(card.cardId)).toEqual({ state: 'open', mismatches: 1, version: 1 });
  });

  it('answers a batch in the order of its members, each by its own truth', async () => {
    const fresh = await Promise.all(Array.from({ length: 40 }, () => freshCard()));
    const answers = await Promise.all(
      fresh.map(({ card }, index) =>
        cardService.admission(card, { amountMinor: BigInt(index % 2 === 0 ? 100 : 200_000) }),
      ),
    );
    answers.forEach(({ answer }, index) => {
      expect(answer).toMatchObject(
        index % 2 === 0 ? { outcome: 'pending' } : { reason: 'card_cap_exceeded' },
      );
    });
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  it('does not begin what has waited past its deadline', async () => {
    const { card } = await freshCard();
    const found = await cardService.get(CardFinder).find(card.number);
    if (found === undefined) throw new Error('no card');
    const answer = await cardService.get(AdmitAuthorizations).submit({
      authorizationId: '018f0000-0000-7000-8000-000000000001',
      holdId: '018f0000-0000-7000-8000-000000000002',
      card: found,
      request: purchase(card),
      screenedReason: null,
      attemptAllowed: () => Promise.resolve(true),
      arrivedAtMs: performance.now() - 5_000,
    });
    expect(answer).toEqual({ outcome: 'overdue' });
    expect(await cardState(card.cardId)).toMatchObject({ state: 'open' });
  });
});
