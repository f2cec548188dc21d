import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests } from '../../../spec/card-database';
import { operator } from '../../../spec/callers';
import type { FreshCard } from '../../../spec/fresh-card';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';
import { decision, network, purchase, type Pending, type RequestPart } from '../../../spec/purchases';
import { CancelCard } from '../../cards/cancel-card';
import { ExpireCards } from '../../cards/expire-cards';
import type { AuthorizationRequest } from '../authorization';
import { ApplyDecisions } from '../decide/apply-decisions';
import { ReadAuthorization, type AuthorizationView } from '../read/read-authorization';
import { RequestAuthorization } from '../request/request-authorization';
import { ClearAuthorization } from './clear-authorization';
import { ListParked } from './list-parked';
import { ReverseAuthorization } from './reverse-authorization';
import { ReverseByMessage } from './reverse-by-message';

describe('what a network may tell and nobody can refuse', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  const other = database.instance({ decisionDeadlineMs: 60_000 });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  type Bought = Pending & { readonly card: FreshCard; readonly message: AuthorizationRequest };

  async function freshCard(grantedMinor = 100_000): Promise<FreshCard & { customerId: string }> {
    const { customerId } = await cardService.customer(grantedMinor);
    return Object.assign(await cardService.card(customerId), { customerId });
  }

  async function bought(outcome?: 'approved' | 'declined', part: RequestPart = {}): Promise<Bought> {
    const card = await freshCard();
    const message = purchase(card, part);
    const pending = await cardService.pending(card, message);
    if (outcome !== undefined) await cardService.get(ApplyDecisions).execute([decision(pending, outcome)]);
    return { ...pending, card, message };
  }

  async function cleared(): Promise<Bought> {
    const approved = await bought('approved');
    const { authorizationId } = approved;
    await cardService.get(ClearAuthorization).execute({ networkId: network, authorizationId });
    return approved;
  }

  /** Available, held, owed and payable of the owner of the card. */
  async function balances({ cardId }: { cardId: string }): Promise<number[]> {
    const { rows } = await database.pool.query<Record<string, bigint>>(
      `select available_minor, held_minor, owed_minor, payable_minor from accounts
      where id = (select account_id from cards where id = $1)`,
      [cardId],
    );
    return Object.values(rows[0] ?? {}).map(Number);
  }

  async function cardState({ cardId }: { cardId: string }): Promise<unknown> {
    const { rows } = await database.pool.query<{ state: string }>('select state from cards where id = $1', [
      cardId,
    ]);
    return rows[0]?.state;
  }

  async function view(authorizationId: string | null | undefined): Promise<AuthorizationView | undefined> {
    return cardService.get(ReadAuthorization).byId(authorizationId ?? '');
  }

  const named = ({ authorizationId }: Pending) => ({ reference: { authorizationId } });
  const ownKey = () => ({ networkId: network, ...cardService.messageKey() });

  describe('a clearing', () => {
    it('without any authorization is booked as one of its own, be there enough or not, and consumes the card', async () => {
      const card = await freshCard(500);
      const { outcome, authorization } = await cardService.advise(card, 'clearing', 700n);
      expect(outcome).toBe('forced');
      expect(await view(authorization?.id)).toMatchObject({
        state: 'cleared',
        origin: 'network',
        reasons: ['approved_by_network'],
        forced: true,
        clearedMinor: 700n,
      });
      expect(await balances(card)).toEqual([-200, 0, 700, 0]);
      expect(await cardState(card)).toBe('used');
      await outboxEvents(database.pool, card.customerId);
    });

    it('of a purchase that we declined is booked as one of its own; the declined one stays declined', async () => {
      const declined = await bought('declined', { networkTransactionId: 'NTIDDECLINED' });
      const { outcome, authorization } = await cardService.advise(
        declined.card,
        'clearing',
        1_000n,
        named(declined),
      );
      expect(outcome).toBe('forced');
      expect(authorization).toMatchObject({ originalId: declined.authorizationId, state: 'cleared' });
      expect(await view(declined.authorizationId)).toMatchObject({ state: 'declined' });
      expect(await balances(declined)).toEqual([99_000, 0, 1_000, 0]);
    });

    it('and again: the same result, nothing booked twice, also when its purchase could not be told by then', async () => {
      const approved = await bought('approved');
      const reference = { merchantId: 'shop-1' };
      const key = ownKey();
      const first = await cardService.advise(approved.card, 'clearing', 400n, {
        key,
        reference,
        final: false,
      });
      expect(first.outcome).toBe('booked');
      await cardService.advise(approved.card, 'clearing', 300n, { final: false });
      expect(
        await cardService.advise(approved.card, 'clearing', 400n, { key, reference, final: false }),
      ).toMatchObject({
        outcome: 'repeated',
        movement: first.movement,
      });
    });

    it('under a key that stands for another one is refused, whatever is different', async () => {
      const card = await freshCard();
      const key = ownKey();
      await cardService.advise(card, 'clearing', 400n, { key });
      const another = await freshCard();
      for (const [said, minor, final] of [
        [card, 401n, true],
        [card, 400n, false],
        [another, 400n, true],
      ] as const) {
        await expect(cardService.advise(said, 'clearing', minor, { key, final })).rejects.toMatchObject({
          status: 409,
          code: 'duplicate_with_other_content',
        });
      }
      expect(await balances(another)).toEqual([100_000, 0, 0, 0]);
    });

    it('under the key of the request that we declined is booked all the same', async () => {
      const declined = await bought('declined');
      const { networkId, acquirerId, terminalId, stan, transmittedAt } = declined.message;
      const key = { networkId, acquirerId, terminalId, stan, transmittedAt };
      const said = { key, reference: { stan, transmittedAt } };
      expect(await cardService.advise(declined.card, 'clearing', 1_000n, said)).toMatchObject({
        outcome: 'forced',
      });
      expect(await cardService.advise(declined.card, 'clearing', 1_000n, said)).toMatchObject({
        outcome: 'repeated',
      });
      expect(await balances(declined)).toEqual([99_000, 0, 1_000, 0]);
      expect(await cardService.get(RequestAuthorization).execute(declined.message)).toMatchObject({
        state: 'declined',
      });
    });
  });

  describe('an advice', () => {
    it('that the network approved in our place: the hold is placed, be there enough or not, and cleared later', async () => {
      const card = await freshCard(500);
      const { outcome, authorization } = await cardService.advise(card, 'advice', 700n, {
        networkTransactionId: 'NTIDADVICE1',
      });
      expect([outcome, authorization?.state]).toEqual(['forced', 'approved']);
      expect(await balances(card)).toEqual([-200, 700, 0, 0]);
      expect(
        await cardService.advise(card, 'clearing', 700n, {
          reference: { networkTransactionId: 'NTIDADVICE1' },
        }),
      ).toMatchObject({ outcome: 'booked', authorization: { id: authorization?.id, state: 'cleared' } });
      expect(await balances(card)).toEqual([-200, 0, 700, 0]);
    });

    it('after our decline, under the transaction id of the purchase: later messages find what was approved', async () => {
      const declined = await bought('declined', { networkTransactionId: 'NTIDSTOODIN' });
      const said = {
        reference: { networkTransactionId: 'NTIDSTOODIN' },
        networkTransactionId: 'NTIDSTOODIN',
      };
      const advised = await cardService.advise(declined.card, 'advice', 1_000n, said);
      expect(advised.outcome).toBe('forced');
      expect(await cardService.advise(declined.card, 'clearing', 1_000n, said)).toMatchObject({
        outcome: 'booked',
        authorization: { id: advised.authorization?.id, state: 'cleared' },
      });
    });

    it('under the key of the request that we declined is booked all the same, and a reversal by that key takes it back', async () => {
      const declined = await bought('declined');
      const { networkId, acquirerId, terminalId, stan, transmittedAt } = declined.message;
      const key = { networkId, acquirerId, terminalId, stan, transmittedAt };
      expect(
        await cardService.advise(declined.card, 'advice', 1_000n, { key, ...named(declined) }),
      ).toMatchObject({
        outcome: 'forced',
        authorization: { state: 'approved' },
      });
      expect(await balances(declined)).toEqual([99_000, 1_000, 0, 0]);
      expect(await cardService.get(ReverseByMessage).execute({ original: key })).toMatchObject({
        outcome: 'reversed',
      });
      expect(await balances(declined)).toEqual([100_000, 0, 0, 0]);
    });

    it.each([
      ['names nothing', {}, {}],
      ['names the merchant', { merchantId: 'shop-1' }, {}],
      [
        'bears a transaction id',
        { networkTransactionId: 'NTIDAGAIN' },
        { networkTransactionId: 'NTIDAGAIN' },
      ],
    ])(
      'that %s, and again after a part was taken back: nothing more is held',
      async (_what, reference, part) => {
        const card = await freshCard();
        const said = { key: ownKey(), reference, ...part };
        const first = await cardService.advise(card, 'advice', 1_000n, said);
        expect(first.outcome).toBe('forced');
        await cardService.get(ReverseAuthorization).execute({
          networkId: network,
          authorizationId: first.authorization?.id ?? '',
          amount: { minor: 300n, as: 'delta' },
          message: cardService.messageKey(),
        });
        expect(await cardService.advise(card, 'advice', 1_000n, said)).toMatchObject({
          outcome: 'repeated',
          authorization: { id: first.authorization?.id },
        });
        expect(await balances(card)).toEqual([99_300, 700, 0, 0]);
        await expect(cardService.advise(card, 'advice', 1_001n, said)).rejects.toMatchObject({ status: 409 });
      },
    );

    it('that was taken back before it came is booked, and holds nothing; collected all the same, that is owed', async () => {
      const [card, key] = [await freshCard(), ownKey()];
      expect(await cardService.get(ReverseByMessage).execute({ original: key })).toMatchObject({
        outcome: 'remembered',
      });
      for (const outcome of ['forced', 'repeated']) {
        expect(await cardService.advise(card, 'advice', 1_000n, { key })).toMatchObject({
          outcome,
          authorization: { state: 'reversed' },
        });
      }
      expect(await balances(card)).toEqual([100_000, 0, 0, 0]);
      const [collected, late] = [await freshCard(), ownKey()];
      await cardService.get(ReverseByMessage).execute({ original: late });
      expect(await cardService.advise(collected, 'clearing', 700n, { key: late })).toMatchObject({
        outcome: 'forced',
      });
      expect(await balances(collected)).toEqual([99_300, 0, 700, 0]);
    });

    it('that races with its own reversal leaves nothing held', async () => {
      await Promise.all(
        Array.from({ length: 40 }, async () => {
          const [card, key] = [await freshCard(), ownKey()];
          await Promise.all([
            cardService.advise(card, 'advice', 1_000n, { key }),
            other.get(ReverseByMessage).execute({ original: key }),
          ]);
          expect(await balances(card)).toEqual([100_000, 0, 0, 0]);
        }),
      );
    });

    it('at two instances at once is booked once', async () => {
      const said = Array.from({ length: 20 }, async (_, place) => {
        const card = await freshCard();
        const networkTransactionId = `NTIDTWICE${place}`;
        const advice = { key: ownKey(), reference: { networkTransactionId }, networkTransactionId };
        const outcomes = await Promise.all(
          [cardService, other].map((instance) => instance.advise(card, 'advice', 1_000n, advice)),
        );
        expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['forced', 'repeated']);
        expect(await balances(card)).toEqual([99_000, 1_000, 0, 0]);
      });
      await Promise.all(said);
    });

    it('of what an approved purchase comes to is booked on it; after the last clearing it holds nothing more', async () => {
      const approved = await bought('approved');
      expect(await cardService.advise(approved.card, 'advice', 1_400n, named(approved))).toMatchObject({
        outcome: 'booked',
      });
      expect(await balances(approved)).toEqual([98_600, 1_400, 0, 0]);
      await cardService.advise(approved.card, 'clearing', 1_400n, named(approved));
      expect(await cardService.advise(approved.card, 'advice', 1_400n, named(approved))).toMatchObject({
        outcome: 'booked',
        authorization: { state: 'cleared' },
      });
      expect(await balances(approved)).toEqual([98_600, 0, 1_400, 0]);
    });

    it.each(['approved', 'declined'] as const)(
      'on a card whose purchase is being decided consumes it, also when that is %s',
      async (outcome) => {
        const pending = await bought();
        expect(await cardService.advise(pending.card, 'advice', 700n)).toMatchObject({ outcome: 'forced' });
        await cardService.get(ApplyDecisions).execute([decision(pending, outcome)]);
        expect(await cardState(pending)).toBe('used');
        expect((await cardService.admission(pending.card)).answer).toMatchObject({
          reason: 'card_already_used',
        });
        await outboxEvents(database.pool, pending.customerId);
      },
    );
  });

  describe('a refund', () => {
    it('announced raises no purchase power; settled, less is owed, and what goes beyond is payable', async () => {
      const purchased = await cleared();
      expect(await cardService.advise(purchased.card, 'refund', 300n, named(purchased))).toMatchObject({
        outcome: 'booked',
      });
      expect(await balances(purchased)).toEqual([99_000, 0, 1_000, 0]);
      await cardService.advise(purchased.card, 'refund_settlement', 300n, named(purchased));
      expect(await balances(purchased)).toEqual([99_300, 0, 700, 0]);
      await cardService.advise(purchased.card, 'refund_settlement', 900n, named(purchased));
      expect(await balances(purchased)).toEqual([100_000, 0, 0, 200]);
      expect(await view(purchased.authorizationId)).toMatchObject({
        state: 'cleared',
        refundedMinor: 1_200n,
      });
      await outboxEvents(database.pool, purchased.customerId);
    });

    it.each([
      ['used', () => Promise.resolve()],
      [
        'cancelled',
        (card: FreshCard) => cardService.get(CancelCard).execute(card.cardId, operator, undefined),
      ],
      [
        'expired',
        async ({ cardId }: FreshCard) => {
          await database.pool.query('update cards set valid_until = now() where id = $1', [cardId]);
          await cardService.get(ExpireCards).sweep();
        },
      ],
    ] as const)('is taken on a card that is %s', async (state, end) => {
      const { customerId } = await cardService.customer();
      const card = await cardService.card(customerId, {
        capMinor: 5_000,
        uses: state === 'used' ? 'single' : 'split',
      });
      await end(card);
      const { authorization } = await cardService.advise(card, 'clearing', 1_000n);
      expect(await cardState(card)).toBe(state);
      expect(
        await cardService.advise(card, 'refund_settlement', 400n, { reference: { merchantId: 'shop-1' } }),
      ).toMatchObject({ outcome: 'booked', authorization: { id: authorization?.id } });
      expect(await balances(card)).toEqual([99_400, 0, 600, 0]);
      expect(await cardState(card)).toBe(state);
    });

    it('and again: booked once; its key with another amount is refused', async () => {
      const purchased = await cleared();
      const said = { key: ownKey(), ...named(purchased) };
      const first = await cardService.advise(purchased.card, 'refund_settlement', 300n, said);
      expect(await cardService.advise(purchased.card, 'refund_settlement', 300n, said)).toMatchObject({
        outcome: 'repeated',
        movement: first.movement,
      });
      await expect(cardService.advise(purchased.card, 'refund_settlement', 301n, said)).rejects.toMatchObject(
        {
          status: 409,
          code: 'duplicate_with_other_content',
        },
      );
      expect(await balances(purchased)).toEqual([99_300, 0, 700, 0]);
    });
  });

  describe('is parked, once, and acknowledged', () => {
    /** Reasons and kinds of what this network has parked. */
    async function parkedBy(networkId: string): Promise<unknown[]> {
      const { rows } = await database.pool.query<object>(
        'select kind, reason from parked_messages where network_id = $1 order by received_at',
        [networkId],
      );
      return rows;
    }

    it('when its purchase is unknown, its card is, its currency is another, or several are meant', async () => {
      const networkId = randomUUID();
      const card = await freshCard();
      const unknown = Object.assign({}, card, { number: '9999000099999995' });
      const key = () => ({ networkId, ...cardService.messageKey() });
      const refund = { key: key(), reference: { merchantId: 'shop-1' } };
      expect(await cardService.advise(card, 'refund', 100n, refund)).toMatchObject({ outcome: 'parked' });
      expect(await cardService.advise(card, 'refund', 100n, refund)).toMatchObject({ outcome: 'parked' });
      expect(await cardService.advise(unknown, 'clearing', 100n, { key: key() })).toMatchObject({
        outcome: 'parked',
      });
      expect(await cardService.advise(card, 'clearing', 100n, { key: key(), currency: 'USD' })).toMatchObject(
        {
          outcome: 'parked',
        },
      );
      for (let time = 1; time <= 2; time += 1)
        await cardService.advise(card, 'clearing', 100n, { key: key() });
      expect(
        await cardService.advise(card, 'refund', 100n, { key: key(), reference: { merchantId: 'shop-1' } }),
      ).toMatchObject({ outcome: 'parked' });
      expect(await parkedBy(networkId)).toEqual([
        { kind: 'refund', reason: 'no_original' },
        { kind: 'clearing', reason: 'unknown_card' },
        { kind: 'clearing', reason: 'other_currency' },
        { kind: 'refund', reason: 'several_originals' },
      ]);
      const events = await outboxEvents(database.pool, networkId);
      expect(events.map(({ type }) => type)).toEqual(Array.from({ length: 4 }, () => 'message.parked.v1'));
      expect(JSON.stringify(await cardService.get(ListParked).execute(100, undefined))).not.toContain(
        card.number,
      );
    });

    it('when a part is taken back of what nobody knows', async () => {
      const networkId = randomUUID();
      const reversal = {
        original: { networkId, ...cardService.messageKey() },
        amount: { minor: 300n, as: 'delta' as const },
        message: cardService.messageKey(),
      };
      for (let time = 1; time <= 2; time += 1) {
        expect(await cardService.get(ReverseByMessage).execute(reversal)).toMatchObject({
          outcome: 'parked',
        });
      }
      expect(await parkedBy(networkId)).toEqual([{ kind: 'reversal', reason: 'no_original' }]);
      for (const amount of [
        { minor: 301n, as: 'delta' as const },
        { minor: 300n, as: 'total' as const },
      ]) {
        await expect(
          cardService.get(ReverseByMessage).execute({ ...reversal, amount }),
        ).rejects.toMatchObject({ status: 409, code: 'duplicate_with_other_content' });
      }
    });

    it('and what comes under its key with another content is refused, also at the same moment', async () => {
      const networkId = randomUUID();
      const card = await freshCard();
      const refund = { key: { networkId, ...cardService.messageKey() }, reference: { merchantId: 'shop-1' } };
      const answers = await Promise.allSettled(
        [100n, 101n].map((minor) => cardService.advise(card, 'refund', minor, refund)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await expect(cardService.advise(card, 'refund', 102n, refund)).rejects.toMatchObject({
        status: 409,
        code: 'duplicate_with_other_content',
      });
      expect(await parkedBy(networkId)).toHaveLength(1);
    });
  });
});
