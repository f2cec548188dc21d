import { randomBytes, randomUUID } from 'node:crypto';
import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import { damageNumber, forgetGenerations, keysOf, newer, older, type Keys } from '../../spec/key-generations';
import { moneyFaults } from '../../spec/money-faults';
import { CardServiceUnderTest } from '../../spec/card-service-under-test';
import { purchase } from '../../spec/purchases';
import { operator } from '../../spec/callers';
import type { FreshCard } from '../../spec/fresh-card';
import { SigningSecrets } from '../access/signing-secrets';
import { CardVault } from '../cards/card-vault';
import { systemIds, systemRandom } from '../providers';
import { CardFinder } from '../cards/card-finder';
import { CardSecurity } from '../cards/card-security';
import { CancelCard } from '../cards/cancel-card';
import { RequestAuthorization } from '../authorizations/request/request-authorization';
import { RecordFirstGeneration } from './record-first-generation';
import { RotateKeys } from './rotate-keys';

const vaultKeyId = (keys: Keys) => new CardVault(keys, systemRandom).currentKeyId;

describe('rotating the keys', () => {
  let database: CardDatabase;
  let instances: CardServiceUnderTest[];

  beforeEach(async () => {
    database = await cardDatabase();
    instances = [];
  });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
    for (const cardService of instances) await cardService.stop();
    await database.drop();
  });

  /** An instance with these keys. */
  async function instance(keys: Keys, random = systemRandom): Promise<CardServiceUnderTest> {
    const cardService = await CardServiceUnderTest.on(
      database.url,
      { decisionDeadlineMs: 60_000, ...keys },
      random,
    );
    instances.push(cardService);
    return cardService;
  }

  async function cardsOf(cardService: CardServiceUnderTest, count: number): Promise<FreshCard[]> {
    const customers = await Promise.all(Array.from({ length: count }, () => cardService.customer()));
    return Promise.all(customers.map(({ customerId }) => cardService.card(customerId)));
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
  async function outcomeOf(cardService: CardServiceUnderTest, card: FreshCard): Promise<string> {
    const found = await cardService.get(CardFinder).find(card.number);
    if (found === undefined) return 'unknown_number';
    if (
      !cardService.get(CardSecurity).cvv2Matches(card.number, card.expiry, found.verificationKeyId, card.cvv2)
    ) {
      return 'cvv_mismatch';
    }
    return (await cardService.admission(card, purchase(card))).answer.outcome;
  }

  it('declines no purchase, on old cards or new, at an instance that has taken the new keys or not', async () => {
    const before = await instance(keysOf(older, newer));
    const after = await instance(keysOf(newer, older));
    const cards = [...(await cardsOf(before, 60)), ...(await cardsOf(after, 20))];
    const rotation = new RotateKeys(database.pool, keysOf(newer, older)).execute(() => undefined);
    const bought = cards.map(async (card, place) => outcomeOf(place % 2 === 0 ? before : after, card));
    const minted = (await cardsOf(before, 5)).map((card) => outcomeOf(after, card));
    expect(new Set(await Promise.all([...bought, ...minted]))).toEqual(new Set(['pending']));
    await rotation;
  });

  it('leaves what the new keys alone can open and find, CVV2s as their owners saw them', async () => {
    const cards = await cardsOf(await instance(older), 30);
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
    const cardService = await instance({ ...newer, verificationKeys: rotating.verificationKeys });
    expect(new Set(await Promise.all(cards.map((card) => outcomeOf(cardService, card))))).toEqual(
      new Set(['pending']),
    );
  });

  it('moves no number that was erased, and says that its lookup key is still needed', async () => {
    const cardService = await instance(older);
    const [card, cancelled] = await cardsOf(cardService, 2);
    if (card === undefined || cancelled === undefined) throw new Error('no card');
    await cardService.get(CancelCard).execute(cancelled.cardId, operator, undefined);
    await database.pool.query('update cards set number_ciphertext = null');
    const { inUse } = await new RotateKeys(database.pool, keysOf(newer, older)).execute(() => undefined);
    const { lookup } = new CardSecurity(older).currentKeyIds;
    const needed = { setting: 'CARD_LOOKUP_KEY', key_id: lookup };
    expect(inUse).toContainEqual({ ...needed, needed_by: 'usable cards', count: 1n });
    expect(inUse).toContainEqual({ ...needed, needed_by: 'ended cards', count: 1n });
    expect(await (await instance(keysOf(newer, older))).get(CardFinder).find(card.number)).toMatchObject({
      cardId: card.cardId,
    });
  });

  it('leaves the CVV2 of a card from before generations as its owner saw it, at every step', async () => {
    const cards = await cardsOf(await instance(older), 3);
    await beforeGenerations();
    const steps = [older, keysOf(older, newer), keysOf(newer, older)];
    for (const [place, keys] of steps.entries()) {
      const card = cards[place];
      if (card === undefined) throw new Error('a card for each step');
      expect({ place, outcome: await outcomeOf(await instance(keys), card) }).toEqual({
        place,
        outcome: 'pending',
      });
    }
  });

  it('does not count a CVV2 as wrong whose key is missing: the network may repeat the message', async () => {
    const [card] = await cardsOf(await instance(older), 1);
    if (card === undefined) throw new Error('no card');
    const lacking = await instance({ ...older, verificationKeys: newer.verificationKeys });
    await expect(lacking.get(RequestAuthorization).execute(purchase(card))).rejects.toMatchObject({
      status: 503,
      code: 'temporarily_unavailable',
    });
    expect(await lacking.get(CardFinder).find(card.number)).toMatchObject({ mismatches: 0 });
  });

  it('goes past a number that no key opens', async () => {
    const cardService = await instance(older);
    const { customerId } = await cardService.customer();
    const key = randomUUID();
    const damaged = await cardService.mint(customerId, { capMinor: 5_000 }, key);
    await cardsOf(cardService, 2);
    await damageNumber(database.pool, damaged.cardId);
    const { unreadable } = await new RotateKeys(database.pool, keysOf(newer, older)).execute(() => undefined);
    expect(unreadable).toBe(1);
    await expect(cardService.mint(customerId, { capMinor: 5_000 }, key)).rejects.toMatchObject({
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
    const old = await instance(older, zeros);
    const { customerId } = await old.customer();
    await old.card(customerId);
    const fresh = await instance(keysOf(newer, older), zeros);
    await expect(fresh.card(customerId)).rejects.toMatchObject({ code: 'card_numbers_exhausted' });
  });
});
