import { randomBytes, randomUUID } from 'node:crypto';
import { AuthorizationsRoom, purchase } from '../../../../test/support/card-service/authorizations-room';
import { cardDatabase, type CardDatabase } from '../../../../test/support/card-service/card-database';
import { CardsRoom, testKeys, type FreshCard } from '../../../../test/support/card-service/cards-room';
import { moneyFaults } from '../../../../test/support/card-service/money-faults';
import { CheckKeys } from './check-keys';
import { SigningSecrets } from '../access/signing-secrets';
import { CardSecurity } from '../cards/card-security';
import { CardVault } from '../cards/card-vault';
import { systemRandom } from '../providers';
import { RotateKeys } from './rotate-keys';

const older = testKeys;
const newer = {
  vaultKeys: [randomBytes(32)],
  lookupKeys: [randomBytes(32)],
  verificationKeys: [randomBytes(16)],
};
type Keys = typeof newer;
const keyNames = ['vaultKeys', 'lookupKeys', 'verificationKeys'] as const;

/** The first current, the second an older generation that is still read. */
function keysOf(current: Keys, also: Keys): Keys {
  return Object.fromEntries(
    keyNames.map((name) => [name, [...current[name], ...also[name]]]),
  ) as unknown as Keys;
}

describe('rotating the keys', () => {
  let database: CardDatabase;
  let rooms: AuthorizationsRoom[];

  beforeEach(async () => {
    database = await cardDatabase();
    rooms = [];
  });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
    for (const room of rooms) await room.stop();
    await database.drop();
  });

  /** An instance with these keys. */
  function instance(keys: Keys): AuthorizationsRoom {
    const room = new AuthorizationsRoom(database.url, 60_000, keys);
    rooms.push(room);
    return room;
  }

  async function cardsOf(room: AuthorizationsRoom, count: number): Promise<FreshCard[]> {
    const customers = await Promise.all(Array.from({ length: count }, () => room.cards.customer()));
    return Promise.all(customers.map(({ customerId }) => room.cards.card(customerId)));
  }

  /** What becomes of a purchase as a network sends it: found, screened, admitted. */
  async function outcomeOf(room: AuthorizationsRoom, card: FreshCard): Promise<string> {
    const found = await room.cards.finder.find(card.number);
    if (found === undefined) return 'unknown_number';
    if (!room.cards.security.cvv2Matches(card.number, card.expiry, found.verificationKeyId, card.cvv2)) {
      return 'cvv_mismatch';
    }
    return (await room.admission(card, purchase(card))).answer.outcome;
  }

  it('declines no purchase, on old cards or new, at an instance that has taken the new keys or not', async () => {
    const [before, after] = [instance(keysOf(older, newer)), instance(keysOf(newer, older))];
    const cards = [...(await cardsOf(before, 60)), ...(await cardsOf(after, 20))];
    const rotation = new RotateKeys(database.pool, keysOf(newer, older)).execute(() => undefined);
    const bought = cards.map(async (card, place) => outcomeOf(place % 2 === 0 ? before : after, card));
    const minted = (await cardsOf(before, 5)).map((card) => outcomeOf(after, card));
    expect(new Set(await Promise.all([...bought, ...minted]))).toEqual(new Set(['pending']));
    await rotation;
  });

  it('leaves what the new keys alone can open and find, CVV2s as their owners saw them', async () => {
    const cards = await cardsOf(instance(older), 30);
    await database.pool.query('update cards set lookup_key_id = null, verification_key_id = null');
    const rotating = keysOf(newer, older);
    const inUse = await new RotateKeys(database.pool, rotating).execute(() => undefined);
    const oldCvv2 = new CardSecurity(older).currentKeyIds.verification;
    const { lookup } = new CardSecurity(newer).currentKeyIds;
    expect(inUse).toEqual([
      { setting: 'CARD_LOOKUP_KEY', key_id: lookup, cards: 30n },
      {
        setting: 'CARD_VAULT_KEY',
        key_id: new CardVault(newer, systemRandom).seal(randomUUID(), '1').keyId,
        cards: 30n,
      },
      { setting: 'CARD_VERIFICATION_KEY', key_id: oldCvv2, cards: 30n },
    ]);
    const room = instance({ ...newer, verificationKeys: rotating.verificationKeys });
    expect(new Set(await Promise.all(cards.map((card) => outcomeOf(room, card))))).toEqual(
      new Set(['pending']),
    );
  });

  it('moves no number that was erased, and says that its lookup key is still needed', async () => {
    const room = instance(older);
    const [card] = await cardsOf(room, 1);
    if (card === undefined) throw new Error('no card');
    await database.pool.query('update cards set number_ciphertext = null');
    const inUse = await new RotateKeys(database.pool, keysOf(newer, older)).execute(() => undefined);
    const { lookup } = new CardSecurity(older).currentKeyIds;
    expect(inUse).toContainEqual({ setting: 'CARD_LOOKUP_KEY', key_id: lookup, cards: 1n });
    expect(await instance(keysOf(newer, older)).cards.finder.find(card.number)).toMatchObject({
      cardId: card.cardId,
    });
  });

  it('never mints a number under the new key that an old card has', async () => {
    const zeros = { ...systemRandom, bytes: (count: number) => Buffer.alloc(count) };
    const old = new CardsRoom(database.pool, zeros, older);
    const { customerId } = await old.customer();
    await old.card(customerId);
    const fresh = new CardsRoom(database.pool, zeros, keysOf(newer, older));
    await expect(fresh.card(customerId)).rejects.toMatchObject({ code: 'card_numbers_exhausted' });
  });

  it.each(keyNames)(
    'is told at start when another key than that of the database is given as %s',
    async (name) => {
      await cardsOf(instance(older), 1);
      const check = (keys: Keys) =>
        new CheckKeys(
          database.pool,
          new CardVault(keys, systemRandom),
          new CardSecurity(keys),
          new SigningSecrets(keys.vaultKeys),
        ).execute();
      await check(older);
      await check(keysOf(newer, older));
      const settings = {
        vaultKeys: 'CARD_VAULT_KEY',
        lookupKeys: 'CARD_LOOKUP_KEY',
        verificationKeys: 'CARD_VERIFICATION_KEY',
      };
      await expect(check({ ...older, [name]: newer[name] })).rejects.toThrow(settings[name]);
    },
  );
});
