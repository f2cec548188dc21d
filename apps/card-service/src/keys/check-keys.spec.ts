import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import {
  damageNumber,
  forgetGenerations,
  keyNames,
  keysOf,
  newer,
  older,
  type Keys,
} from '../../spec/key-generations';
import { CardServiceUnderTest } from '../../spec/card-service-under-test';
import { SigningSecrets } from '../access/signing-secrets';
import { CardSecurity } from '../cards/card-security';
import { CardVault } from '../cards/card-vault';
import { systemRandom } from '../providers';
import { CheckKeys } from './check-keys';
import { RecordFirstGeneration } from './record-first-generation';

describe('the keys of the settings, at start', () => {
  let database: CardDatabase;
  let cardService: CardServiceUnderTest;

  beforeEach(async () => {
    database = await cardDatabase();
    cardService = await CardServiceUnderTest.on(database.url);
  });
  afterEach(async () => {
    await cardService.stop();
    await database.drop();
  });

  const check = (keys: Keys) =>
    new CheckKeys(
      database.pool,
      new CardVault(keys, systemRandom),
      new CardSecurity(keys),
      new SigningSecrets(keys.vaultKeys),
    ).execute();

  it.each(keyNames)('are named when they are not those of the database: %s', async (name) => {
    await cardService.card((await cardService.customer()).customerId);
    await check(older);
    await check(keysOf(newer, older));
    const settings = {
      vaultKeys: 'CARD_VAULT_KEY',
      lookupKeys: 'CARD_LOOKUP_KEY',
      verificationKeys: 'CARD_VERIFICATION_KEY',
    };
    await expect(check({ ...older, [name]: newer[name] })).rejects.toThrow(settings[name]);
  });

  it('are those of the database although its newest number is damaged', async () => {
    const { customerId } = await cardService.customer();
    await cardService.card(customerId);
    const newest = await cardService.card(customerId);
    await damageNumber(database.pool, newest.cardId);
    await expect(check(older)).resolves.toBeUndefined();
  });

  it('may not be several while nothing says which one older cards are of', async () => {
    await cardService.card((await cardService.customer()).customerId);
    await forgetGenerations(database.pool);
    const start = (keys: Keys) =>
      new RecordFirstGeneration(database.pool, keys, new CardSecurity(keys)).execute();
    await expect(start(keysOf(older, newer))).rejects.toThrow('start once with the keys in use alone');
    await Promise.all([start(older), start(older)]);
    await start(keysOf(newer, older));
  });
});
