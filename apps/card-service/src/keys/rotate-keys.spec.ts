import { randomBytes, randomUUID } from 'node:crypto';
import { AuthorizationsRoom, purchase } from '../../spec/authorizations-room';
import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import { CardsRoom, operator, type FreshCard } from '../../spec/cards-room';
import { damageNumber, forgetGenerations, keysOf, newer, older, type Keys } from '../../spec/key-generations';
import { moneyFaults } from '../../spec/money-faults';
import { RecordFirstGeneration } from './record-first-generation';
import { SigningSecrets } from '../access/signing-secrets';
import { CardSecurity } from '../cards/card-security';
import { CardVault } from '../cards/card-vault';
import { systemIds, systemRandom } from '../providers';
import { RotateKeys } from './rotate-keys';

const vaultKeyId = (keys: Keys) => new CardVault(keys, systemRandom).currentKeyId;

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

  /** Makes every card one from before there were generations, in a service that has started with its key alone since. */
  async function beforeGenerations(): Promise<void> {
    await forgetGenerations(database.pool);
    await new RecordFirstGeneration(database.pool, older, new CardSecurity(older)).execute();
  }

  async function networkKey(keyId: string, sealed: Buffer): Promise<void> {
    await database.pool.query(
      `with party as (
        insert into parties (id, kind, name, scheme) values ($1, 'network', 'A network', 'visa') returning id
      )
      insert into api_keys (id, key_hash, role, party_id, signing_secret_ciphertext)
      select id, $2, 'network', id, $3 from party`,
      [keyId, randomBytes(32), sealed],
    );
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
    await beforeGenerations();
    const rotating = keysOf(newer, older);
    const { inUse } = await new RotateKeys(database.pool, rotating).execute(() => undefined);
    const oldCvv2 = new CardSecurity(older).currentKeyIds.verification;
    const { lookup } = new CardSecurity(newer).currentKeyIds;
    expect(inUse).toEqual([
      { setting: 'CARD_LOOKUP_KEY', key_id: lookup, needed_by: 'usable cards', count: 30n },
      { setting: 'CARD_VAULT_KEY', key_id: vaultKeyId(newer), needed_by: 'numbers', count: 30n },
      { setting: 'CARD_VERIFICATION_KEY', key_id: oldCvv2, needed_by: 'usable cards', count: 30n },
    ]);
    const room = instance({ ...newer, verificationKeys: rotating.verificationKeys });
    expect(new Set(await Promise.all(cards.map((card) => outcomeOf(room, card))))).toEqual(
      new Set(['pending']),
    );
  });

  it('moves no number that was erased, and says that its lookup key is still needed', async () => {
    const room = instance(older);
    const [card, cancelled] = await cardsOf(room, 2);
    if (card === undefined || cancelled === undefined) throw new Error('no card');
    await room.cards.cancelCard.execute(cancelled.cardId, operator, undefined);
    await database.pool.query('update cards set number_ciphertext = null');
    const { inUse } = await new RotateKeys(database.pool, keysOf(newer, older)).execute(() => undefined);
    const { lookup } = new CardSecurity(older).currentKeyIds;
    const needed = { setting: 'CARD_LOOKUP_KEY', key_id: lookup };
    expect(inUse).toContainEqual({ ...needed, needed_by: 'usable cards', count: 1n });
    expect(inUse).toContainEqual({ ...needed, needed_by: 'ended cards', count: 1n });
    expect(await instance(keysOf(newer, older)).cards.finder.find(card.number)).toMatchObject({
      cardId: card.cardId,
    });
  });

  it('leaves the CVV2 of a card from before generations as its owner saw it, at every step', async () => {
    const cards = await cardsOf(instance(older), 3);
    await beforeGenerations();
    const steps = [older, keysOf(older, newer), keysOf(newer, older)];
    for (const [place, keys] of steps.entries()) {
      const card = cards[place];
      if (card === undefined) throw new Error('a card for each step');
      expect({ place, outcome: await outcomeOf(instance(keys), card) }).toEqual({
        place,
        outcome: 'pending',
      });
    }
  });

  it('does not count a CVV2 as wrong whose key is missing: the network may repeat the message', async () => {
    const [card] = await cardsOf(instance(older), 1);
    if (card === undefined) throw new Error('no card');
    const lacking = instance({ ...older, verificationKeys: newer.verificationKeys });
    await expect(lacking.request.execute(purchase(card))).rejects.toMatchObject({
      status: 503,
      code: 'temporarily_unavailable',
    });
    expect(await lacking.cards.finder.find(card.number)).toMatchObject({ mismatches: 0 });
  });

  it('goes past a number that no key opens', async () => {
    const room = instance(older);
    const { customerId } = await room.cards.customer();
    const key = randomUUID();
    const damaged = await room.cards.mint(customerId, { capMinor: 5_000 }, key);
    await cardsOf(room, 2);
    await damageNumber(database.pool, damaged.cardId);
    const { unreadable } = await new RotateKeys(database.pool, keysOf(newer, older)).execute(() => undefined);
    expect(unreadable).toBe(1);
    await expect(room.cards.mint(customerId, { capMinor: 5_000 }, key)).rejects.toMatchObject({
      status: 503,
      code: 'card_number_unreadable',
    });
    const { rows } = await database.pool.query<{ lookup_key_id: string }>(
      'select lookup_key_id from cards order by id',
    );
    const [first, last] = [older, newer].map((keys) => new CardSecurity(keys).currentKeyIds.lookup);
    expect(rows.map(({ lookup_key_id }) => lookup_key_id)).toEqual([first, last, last]);
  });

  it('moves signing secrets too, past one that no key opens, and says which need the old key still', async () => {
    const [old, now] = [new SigningSecrets(older.vaultKeys), new SigningSecrets(newer.vaultKeys)];
    const [readable, nameless, foreign] = [systemIds.uuid(), systemIds.uuid(), systemIds.uuid()];
    await networkKey(readable, old.seal('of a network', readable, randomBytes(12)));
    await networkKey(nameless, old.seal('of another', nameless, randomBytes(12)).subarray(8));
    await networkKey(foreign, new SigningSecrets([randomBytes(32)]).seal('lost', foreign, randomBytes(12)));
    const rotation = new RotateKeys(database.pool, keysOf(newer, older));
    const secrets = { setting: 'CARD_VAULT_KEY', needed_by: 'secrets' };
    for (let again = 0; again < 2; again += 1) {
      expect(await rotation.execute(() => undefined)).toEqual({
        inUse: [
          { ...secrets, key_id: vaultKeyId(newer), count: 2n },
          { ...secrets, key_id: null, count: 1n },
        ],
        unreadable: 1,
      });
    }
    const { rows } = await database.pool.query<{ id: string; sealed: Buffer }>(
      'select id, signing_secret_ciphertext as sealed from api_keys order by id limit 2',
    );
    expect(rows.map(({ id, sealed }) => now.open(sealed, id))).toEqual(['of a network', 'of another']);
  });

  it('never mints a number under the new key that an old card has', async () => {
    const zeros = { ...systemRandom, bytes: (count: number) => Buffer.alloc(count) };
    const old = new CardsRoom(database.pool, zeros, older);
    const { customerId } = await old.customer();
    await old.card(customerId);
    const fresh = new CardsRoom(database.pool, zeros, keysOf(newer, older));
    await expect(fresh.card(customerId)).rejects.toMatchObject({ code: 'card_numbers_exhausted' });
  });
});
