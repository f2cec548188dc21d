import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import { CardsRoom } from '../../spec/cards-room';

describe('finding a card by its number', () => {
  let database: CardDatabase;
  let room: CardsRoom;

  beforeAll(async () => {
    database = await cardDatabase();
    room = new CardsRoom(database.pool);
  });
  afterAll(() => database.drop());

  it('gives what screening needs to know', async () => {
    const { customerId, accountId } = await room.customer();
    const card = await room.card(customerId, { capMinor: 5_000, merchantLock: 'NORDICBOOKS' });
    expect(await room.finder.find(card.number)).toEqual({
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
      verificationKeyId: room.security.currentKeyIds.verification,
    });
  });

  it('finds nothing under a number that was never minted', async () => {
    expect(await room.finder.find('9999000000000000')).toBeUndefined();
  });

  it('gives each of many concurrent callers the right card, the same number and unknown ones among them', async () => {
    const customers = await Promise.all(Array.from({ length: 10 }, () => room.customer()));
    const cards = await Promise.all(customers.map(({ customerId }) => room.card(customerId)));
    const numbers = [...cards, ...cards, ...cards.slice(0, 1)].map((card) => card.number);
    const asked = [...numbers, '9999000000000000', ...numbers];
    const found = await Promise.all(asked.map((number) => room.finder.find(number)));
    const expected = new Map(cards.map((card) => [card.number, card.cardId]));
    expect(found.map((card) => card?.cardId)).toEqual(asked.map((number) => expected.get(number)));
  });

  it('asks the database once for lookups that arrive together', async () => {
    const { customerId } = await room.customer();
    const { number } = await room.card(customerId);
    const query = jest.spyOn(database.pool, 'connect');
    await Promise.all(Array.from({ length: 100 }, () => room.finder.find(number)));
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });
});
