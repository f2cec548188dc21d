import { cardDatabaseForTests } from '../../spec/card-database';
import { CardFinder } from './card-finder';
import { CardSecurity } from './card-security';

describe('finding a card by its number', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();

  it('gives what screening needs to know', async () => {
    const { customerId, accountId } = await cardService.customer();
    const card = await cardService.card(customerId, { capMinor: 5_000, merchantLock: 'NORDICBOOKS' });
    expect(await cardService.get(CardFinder).find(card.number)).toEqual({
      cardId: card.cardId,
      accountId,
      customerId,
      state: 'open',
      capMinor: 5_000n,
      currency: 'EUR',
      merchantLock: 'NORDICBOOKS',
      validUntil: new Date(card.validUntil),
      expiry: card.expiry,
      iin: '99990000',
      lastFour: card.number.slice(-4),
      mismatches: 0,
      profileVersion: 1,
      verificationKeyId: cardService.get(CardSecurity).currentKeyIds.verification,
    });
  });

  it('finds nothing under a number that was never minted', async () => {
    expect(await cardService.get(CardFinder).find('9999000000000000')).toBeUndefined();
  });

  it('gives each of many concurrent callers the right card, the same number and unknown ones among them', async () => {
    const customers = await Promise.all(Array.from({ length: 10 }, () => cardService.customer()));
    const cards = await Promise.all(customers.map(({ customerId }) => cardService.card(customerId)));
    const numbers = [...cards, ...cards, ...cards.slice(0, 1)].map((card) => card.number);
    const asked = [...numbers, '9999000000000000', ...numbers];
    const found = await Promise.all(asked.map((number) => cardService.get(CardFinder).find(number)));
    const expected = new Map(cards.map((card) => [card.number, card.cardId]));
    expect(found.map((card) => card?.cardId)).toEqual(asked.map((number) => expected.get(number)));
  });

  it('asks the database once for lookups that arrive together', async () => {
    const { customerId } = await cardService.customer();
    const { number } = await cardService.card(customerId);
    const query = jest.spyOn(cardService.pool, 'connect');
    await Promise.all(Array.from({ length: 100 }, () => cardService.get(CardFinder).find(number)));
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });
});
