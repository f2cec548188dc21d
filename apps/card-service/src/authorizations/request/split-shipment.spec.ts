import { cardDatabaseForTests } from '../../../spec/card-database';
import { CardServiceUnderTest } from '../../../spec/card-service-under-test';
import { operator } from '../../../spec/callers';
import type { FreshCard } from '../../../spec/fresh-card';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';
import { decision, network, type Pending, type RequestPart } from '../../../spec/purchases';
import { CancelCard } from '../../cards/cancel-card';
import { ExpireCards } from '../../cards/expire-cards';
import { ClearAuthorization } from '../close/clear-authorization';
import { ReverseAuthorization } from '../close/reverse-authorization';
import { ApplyDecisions } from '../decide/apply-decisions';

describe('a card for split shipment', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function minted(capMinor = 2_500): Promise<FreshCard & { customerId: string }> {
    const { customerId } = await cardService.customer();
    return Object.assign(await cardService.card(customerId, { capMinor, uses: 'split' }), { customerId });
  }

  async function stateOf({ cardId }: FreshCard): Promise<unknown> {
    const { rows } = await database.pool.query<{ state: string }>('select state from cards where id = $1', [
      cardId,
    ]);
    return rows[0]?.state;
  }

  async function buy(
    card: FreshCard,
    part: RequestPart = {},
    outcome: 'approved' | 'declined' = 'approved',
  ): Promise<Pending> {
    const pending = await cardService.pending(card, part);
    await cardService.get(ApplyDecisions).execute([decision(pending, outcome)]);
    return pending;
  }

  const refusal = async (card: FreshCard, part: RequestPart = {}) =>
    (await cardService.admission(card, part)).answer;
  const elsewhere = { merchant: { id: 'shop-2', name: 'Other', mcc: '5411', country: 'DE' } };

  it('pays several purchases at one merchant, one at a time, up to its cap; then it is used', async () => {
    const card = await minted();
    const first = await cardService.pending(card);
    expect(await refusal(card)).toMatchObject({ reason: 'card_busy' });
    await cardService.get(ApplyDecisions).execute([decision(first, 'approved')]);
    expect(await stateOf(card)).toBe('open');
    await buy(card);
    expect(await refusal(card)).toMatchObject({ reason: 'card_cap_exceeded' });
    await buy(card, { amountMinor: 500n });
    expect(await stateOf(card)).toBe('used');
    expect(await refusal(card, { amountMinor: 1n })).toMatchObject({ reason: 'card_already_used' });
    await outboxEvents(database.pool, card.customerId);
  });

  it('pays nowhere but where it paid first, also when somebody else has collected on it meanwhile', async () => {
    const card = await minted();
    await buy(card);
    await cardService.advise(card, 'clearing', 300n, elsewhere);
    expect(await refusal(card, elsewhere)).toMatchObject({ reason: 'merchant_not_allowed' });
    await buy(card);
  });

  it('can use again what a merchant gave up, and what was declined', async () => {
    const card = await minted();
    const [{ authorizationId }] = [await buy(card), await buy(card)];
    await buy(card, { amountMinor: 500n }, 'declined');
    await cardService.get(ReverseAuthorization).execute({ networkId: network, authorizationId });
    await buy(card, { amountMinor: 1_500n });
    expect(await stateOf(card)).toBe('used');
  });

  it('is paid up to the rest of its cap where the terminal can take a part', async () => {
    const card = await minted();
    await buy(card, { amountMinor: 2_000n });
    const { authorizationId } = await buy(card, { partialAllowed: true });
    const { rows } = await database.pool.query('select approved_minor from authorizations where id = $1', [
      authorizationId,
    ]);
    expect(rows).toEqual([{ approved_minor: 500n }]);
    expect(await stateOf(card)).toBe('used');
  });

  it('driven to its cap by what had to be booked pays no more', async () => {
    const card = await minted();
    const { authorizationId } = await buy(card);
    await cardService.get(ClearAuthorization).execute({
      networkId: network,
      authorizationId,
      amount: { minor: 2_600n, as: 'delta' },
      final: true,
      message: cardService.messageKey(),
    });
    expect(await refusal(card, { amountMinor: 1n })).toMatchObject({ reason: 'card_cap_exceeded' });
  });

  it('that was cancelled or has expired pays no more; what is open on it is still collected', async () => {
    const [cancelled, expired] = [await minted(), await minted()];
    const purchases = [await buy(cancelled), await buy(expired)];
    await cardService.get(CancelCard).execute(cancelled.cardId, operator, undefined);
    await database.pool.query('update cards set valid_until = now() where id = $1', [expired.cardId]);
    await cardService.get(ExpireCards).sweep();
    expect(await refusal(cancelled)).toMatchObject({ reason: 'card_cancelled' });
    expect(await refusal(expired)).toMatchObject({ reason: 'card_expired' });
    for (const { authorizationId } of purchases) {
      expect(
        await cardService.get(ClearAuthorization).execute({ networkId: network, authorizationId }),
      ).toMatchObject({ result: 'booked' });
    }
  });

  it('pays for one of many requests at a time, and never beyond its cap', async () => {
    const card = await minted(3_000);
    const other = await CardServiceUnderTest.on(database.url, { decisionDeadlineMs: 60_000 });
    for (let round = 0; round < 6; round += 1) {
      const admitted = await Promise.all(
        Array.from({ length: 10 }, (_, place) => (place % 2 === 0 ? cardService : other).admission(card)),
      );
      const pending = admitted.filter(({ answer }) => answer.outcome === 'pending');
      expect(pending).toHaveLength(round < 3 ? 1 : 0);
      await cardService.get(ApplyDecisions).execute(pending.map((one) => decision(one, 'approved')));
    }
    await other.stop();
  });
});
