import { randomUUID } from 'node:crypto';
import { findLuhnNumbers, passesLuhn } from '@mayfly/card-number';
import { cardDatabaseForTests } from '../../spec/card-database';
import { outboxEvents } from '../../spec/outbox-events';
import { textOfDatabase } from '../../spec/text-of-database';
import { operator } from '../../spec/callers';
import { testKeys } from '../../spec/test-settings';
import { systemRandom, type RandomSource } from '../providers';
import type { MintCardDto } from './card.dto';
import { MintCard } from './mint-card';
import { CardSecurity } from './card-security';
import { ReadCard } from './read-card';
import { EraseNumbers } from './erase-numbers';
import { CardFinder } from './card-finder';
import { CancelCard } from './cancel-card';
import { ExpireCards } from './expire-cards';

describe('minting a card', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();

  function mint(customerId: string, request: MintCardDto, key: string = randomUUID()) {
    return cardService.mint(customerId, request, key);
  }

  function again(customerId: string, key: string, request: MintCardDto = { capMinor: 5_000 }) {
    const { keyId: principalId } = operator;
    return cardService
      .get(MintCard)
      .execute({ principalId, key, customerId, request, traceparent: undefined });
  }

  it('R1: shows number, expiry and CVV2 of a temporary number, once', async () => {
    const { customerId } = await cardService.customer();
    const card = await mint(customerId, { capMinor: 5_000 });
    expect(card).toMatchObject({ capMinor: 5_000, currency: 'EUR', state: 'open' });
    expect(card.number).toMatch(/^99990000\d{8}$/);
    expect(passesLuhn(card.number)).toBe(true);
    const { verification } = cardService.get(CardSecurity).currentKeyIds;
    expect(cardService.get(CardSecurity).cvv2Matches(card.number, card.expiry, verification, card.cvv2)).toBe(
      true,
    );

    const shownLater = await cardService.get(ReadCard).byId(card.cardId, operator);
    expect(shownLater).toMatchObject({
      cardId: card.cardId,
      iin: '99990000',
      lastFour: card.number.slice(-4),
      state: 'open',
    });
    expect(Object.keys(shownLater)).not.toEqual(expect.arrayContaining(['number', 'cvv2', 'expiry']));
    expect(JSON.stringify(shownLater)).not.toContain(card.number);
  });

  it('is valid for 24 hours, or for as long as the request says; the expiry is the month in which that ends', async () => {
    const { customerId } = await cardService.customer();
    for (const [request, seconds] of [
      [{ capMinor: 1 }, 86_400],
      [{ capMinor: 1, validitySeconds: 300 }, 300],
      [{ capMinor: 1, validitySeconds: 604_800 }, 604_800],
    ] as const) {
      const card = await mint(customerId, request);
      const { mintedAt, validUntil } = await cardService.get(ReadCard).byId(card.cardId, operator);
      expect(Math.abs(Date.parse(validUntil) - Date.parse(mintedAt) - seconds * 1_000)).toBeLessThanOrEqual(
        1,
      );
      expect(card.validUntil).toBe(validUntil);
      expect(card.expiry).toBe(validUntil.slice(2, 4) + validUntil.slice(5, 7));
    }
  });

  it('keeps cap and merchant lock', async () => {
    const { customerId } = await cardService.customer();
    const request = { capMinor: 999_999_999_999, currency: 'EUR', merchantLock: 'NORDICBOOKS' };
    const { cardId } = await mint(customerId, request);
    expect(await cardService.get(ReadCard).byId(cardId, operator)).toMatchObject(request);
  });

  it('announces the card by token, range and last four digits', async () => {
    const { customerId, accountId } = await cardService.customer();
    const card = await mint(customerId, { capMinor: 1 });
    const events = await outboxEvents(database.pool, customerId);
    expect(events.at(-1)).toMatchObject({
      type: 'card.changed.v1',
      payload: {
        customerId,
        accountId,
        card: { cardId: card.cardId, iin: '99990000', lastFour: card.number.slice(-4) },
        state: 'open',
        cause: 'minted',
        version: 1,
      },
    });
    expect(cardService.relay.woken).toContain(customerId);
  });

  it('mints for many customers, and many for one, at the same time', async () => {
    const customers = await Promise.all(Array.from({ length: 20 }, () => cardService.customer()));
    const orders = [...customers, ...customers.slice(0, 10), ...customers.slice(0, 1)];
    const cards = await Promise.all(orders.map(({ customerId }, n) => mint(customerId, { capMinor: n + 1 })));
    expect(new Set(cards.map((card) => card.number)).size).toBe(orders.length);
    const owners = await Promise.all(
      cards.map((card) => cardService.get(ReadCard).byId(card.cardId, operator)),
    );
    expect(owners.map((owner) => [owner.customerId, owner.capMinor])).toEqual(
      orders.map(({ customerId }, n) => [customerId, n + 1]),
    );
  });

  it('refuses another currency and an unknown customer, and leaves no card and no key behind', async () => {
    const { customerId } = await cardService.customer();
    const key = randomUUID();
    await expect(mint(customerId, { capMinor: 1, currency: 'SEK' }, key)).rejects.toMatchObject({
      status: 409,
      code: 'currency_mismatch',
    });
    expect((await cardService.get(ReadCard).ofCustomer(customerId)).cards).toEqual([]);
    expect(await mint(customerId, { capMinor: 1 }, key)).toMatchObject({ capMinor: 1 });
    await expect(mint('0198f2a0-0000-7000-8000-000000000001', { capMinor: 1 })).rejects.toMatchObject({
      status: 404,
    });
  });

  describe('with the same Idempotency-Key', () => {
    it('answers a repeated call with the same card, number and CVV2 included', async () => {
      const { customerId } = await cardService.customer();
      const key = randomUUID();
      const first = await mint(customerId, { capMinor: 5_000, merchantLock: 'NORDICBOOKS' }, key);
      expect(await mint(customerId, { merchantLock: 'NORDICBOOKS', capMinor: 5_000 }, key)).toEqual(first);
      expect((await cardService.get(ReadCard).ofCustomer(customerId)).cards).toHaveLength(1);
    });

    it.each(['claimed', 'used', 'cancelled', 'expired', 'blocked'])(
      'shows no number while or once the card is %s, and says so',
      async (state) => {
        const { customerId } = await cardService.customer();
        const key = randomUUID();
        const { cardId, capMinor, validUntil } = await mint(customerId, { capMinor: 5_000 }, key);
        await database.pool.query('update cards set state = $2 where id = $1', [cardId, state]);
        expect(await again(customerId, key)).toEqual({
          cardId,
          state,
          capMinor,
          currency: 'EUR',
          validUntil,
        });
      },
    );

    it('shows no number after 24 hours, and erases it, though the card lives on', async () => {
      const { customerId } = await cardService.customer();
      const key = randomUUID();
      const request = { capMinor: 5_000, validitySeconds: 604_800 };
      const card = await mint(customerId, request, key);
      await database.pool.query(
        `update cards set minted_at = minted_at - interval '24 hours' where id = $1`,
        [card.cardId],
      );
      const repeated = await again(customerId, key, request);
      expect(repeated).toMatchObject({ cardId: card.cardId, state: 'open' });
      expect(repeated).not.toHaveProperty('number');
      expect(await cardService.get(EraseNumbers).sweep()).toBe(1);
      const { rows } = await database.pool.query('select number_ciphertext from cards where id = $1', [
        card.cardId,
      ]);
      expect(rows).toEqual([{ number_ciphertext: null }]);
      expect(await cardService.get(CardFinder).find(card.number)).toMatchObject({ cardId: card.cardId });
      expect(await again(customerId, key, request)).toEqual(repeated);
    });

    it('erases the number with the statement that cancels or expires the card', async () => {
      const { customerId } = await cardService.customer();
      const [cancelled, expired] = [await cardService.card(customerId), await cardService.card(customerId)];
      await cardService.get(CancelCard).execute(cancelled.cardId, operator, undefined);
      await database.pool.query('update cards set valid_until = now() where id = $1', [expired.cardId]);
      await cardService.get(ExpireCards).sweep();
      const { rows } = await database.pool.query(
        'select state, number_ciphertext from cards where id = any ($1::uuid[]) order by state',
        [[cancelled.cardId, expired.cardId]],
      );
      expect(rows).toEqual([
        { state: 'cancelled', number_ciphertext: null },
        { state: 'expired', number_ciphertext: null },
      ]);
    });

    it('refuses another cap', async () => {
      const { customerId } = await cardService.customer();
      const key = randomUUID();
      await mint(customerId, { capMinor: 5_000 }, key);
      await expect(mint(customerId, { capMinor: 5_001 }, key)).rejects.toMatchObject({ status: 422 });
    });

    it('shows the card to no other caller', async () => {
      const { customerId } = await cardService.customer();
      const key = randomUUID();
      const mine = await mint(customerId, { capMinor: 5_000 }, key);
      const theirs = await cardService.get(MintCard).execute({
        principalId: randomUUID(),
        key,
        customerId,
        request: { capMinor: 5_000 },
        traceparent: undefined,
      });
      expect(theirs.cardId).not.toBe(mine.cardId);
    });

    it('mints one card for many concurrent calls', async () => {
      const { customerId } = await cardService.customer();
      const key = randomUUID();
      const results = await Promise.allSettled(
        Array.from({ length: 30 }, () => mint(customerId, { capMinor: 5_000 }, key)),
      );
      expect((await cardService.get(ReadCard).ofCustomer(customerId)).cards).toHaveLength(1);
      const numbers = results.flatMap((result) =>
        result.status === 'fulfilled' ? [result.value.number] : [],
      );
      expect(new Set(numbers).size).toBe(1);
    });
  });

  it('keeps no number and no CVV2 in the clear, in any column of any table', async () => {
    const { customerId } = await cardService.customer();
    const key = randomUUID();
    const card = await mint(customerId, { capMinor: 5_000 }, key);
    await mint(customerId, { capMinor: 5_000 }, key);
    const text = await textOfDatabase(database.pool);
    expect(text).toContain(card.cardId);
    expect(text).not.toContain(card.number);
    expect(text).not.toContain(Buffer.from(card.number).toString('hex'));
    expect(findLuhnNumbers(text, testKeys.iins)).toEqual([]);
  });
});

describe('the quotas of a customer', () => {
  const database = cardDatabaseForTests();
  const quotas = { openCardQuota: 5, dailyMintQuota: 8 };
  const instances = [database.instance(quotas), database.instance(quotas)] as const;

  async function mintAtOnce(customerId: string, count: number): Promise<readonly string[]> {
    const results = await Promise.allSettled(
      Array.from({ length: count }, (_, place) => instances[place % 2 === 0 ? 0 : 1].card(customerId)),
    );
    return results.map((result) =>
      result.status === 'fulfilled' ? 'minted' : (result.reason as { code: string }).code,
    );
  }

  it('admit so many open cards and no more, also at two instances at once; a cancelled one makes room', async () => {
    const [cardService] = instances;
    const { customerId } = await cardService.customer();
    const outcomes = await mintAtOnce(customerId, 20);
    expect(outcomes.filter((outcome) => outcome === 'minted')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'too_many_open_cards')).toHaveLength(15);
    const { cards } = await cardService.get(ReadCard).ofCustomer(customerId);
    await cardService.get(CancelCard).execute(cards[0]?.cardId ?? '', operator, undefined);
    expect(await mintAtOnce(customerId, 2)).toEqual(
      expect.arrayContaining(['minted', 'too_many_open_cards']),
    );
  });

  it('admit so many mints in 24 hours, whatever became of the cards, and again a day later', async () => {
    const [cardService] = instances;
    const { customerId } = await cardService.customer();
    for (let mints = 0; mints < 8; mints += 1) {
      const { cardId } = await cardService.card(customerId);
      await cardService.get(CancelCard).execute(cardId, operator, undefined);
    }
    await expect(cardService.card(customerId)).rejects.toMatchObject({
      status: 429,
      code: 'too_many_cards_today',
    });
    await database.pool.query(
      `update cards set minted_at = minted_at - interval '24 hours' where customer_id = $1`,
      [customerId],
    );
    expect(await cardService.card(customerId)).toMatchObject({ state: 'open' });
  });

  it('of one customer are no quota of another', async () => {
    const [cardService] = instances;
    const [one, other] = [await cardService.customer(), await cardService.customer()];
    await mintAtOnce(one.customerId, 6);
    expect(await mintAtOnce(other.customerId, 5)).toEqual(Array(5).fill('minted'));
  });
});

describe('minting in a range of ten numbers', () => {
  /** Leaves one digit of the body to chance: 99990000 000000 ? and the check digit. */
  const oneDigit: RandomSource = {
    integerBelow: (limit) => systemRandom.integerBelow(limit),
    bytes: (count) => {
      const bytes = Buffer.alloc(count);
      bytes.writeUInt8(systemRandom.integerBelow(10), count - 1);
      return bytes;
    },
  };

  const database = cardDatabaseForTests();
  const cardService = database.instance({}, oneDigit);

  it('takes a fresh number when one is taken: eight concurrent mints end with eight different numbers', async () => {
    const customers = await Promise.all(Array.from({ length: 8 }, () => cardService.customer()));
    const cards = await Promise.all(customers.map(({ customerId }) => cardService.card(customerId)));
    expect(new Set(cards.map((card) => card.number)).size).toBe(8);
    for (const card of cards)
      expect(await cardService.get(CardFinder).find(card.number)).toMatchObject({ cardId: card.cardId });
    for (const { customerId } of customers) {
      expect((await cardService.get(ReadCard).ofCustomer(customerId)).cards).toHaveLength(1);
      expect(await outboxEvents(database.pool, customerId)).toHaveLength(2);
    }
  });
});

describe('minting in a range of one number', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({}, { integerBelow: () => 0, bytes: (count) => Buffer.alloc(count) });

  it('gives up when no number is free, and writes nothing', async () => {
    const { customerId } = await cardService.customer();
    await cardService.card(customerId);
    await expect(cardService.card(customerId)).rejects.toMatchObject({
      status: 503,
      code: 'card_numbers_exhausted',
    });
    expect((await cardService.get(ReadCard).ofCustomer(customerId)).cards).toHaveLength(1);
    expect(await outboxEvents(database.pool, customerId)).toHaveLength(2);
  });
});
