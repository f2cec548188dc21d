import { InvalidSetting } from '@mayfly/process';
import { readSettings } from './settings';

const needed = {
  CARD_DATABASE_URL: 'postgres://card:secret@localhost:5432/card',
  KAFKA_BROKERS: 'localhost:9092,localhost:9093',
  MAYFLY_OPERATOR_KEY: 'an-operator-key-of-some-length',
  CARD_VAULT_KEY: 'ab'.repeat(32),
  CARD_LOOKUP_KEY: 'cd'.repeat(32),
  CARD_VERIFICATION_KEY: 'ef'.repeat(16),
};
const enough = { ...needed, MAYFLY_SYSTEM: 'local' };

describe('the settings', () => {
  it('have defaults for all but addresses and keys', () => {
    expect(readSettings(enough)).toEqual({
      databaseUrl: enough.CARD_DATABASE_URL,
      kafkaBrokers: ['localhost:9092', 'localhost:9093'],
      topicPrefix: '',
      port: 3000,
      logLevel: 'info',
      operatorKey: enough.MAYFLY_OPERATOR_KEY,
      vaultKeys: [Buffer.alloc(32, 0xab)],
      lookupKeys: [Buffer.alloc(32, 0xcd)],
      verificationKeys: [Buffer.alloc(16, 0xef)],
      iins: ['99990000'],
      openCardQuota: 250,
      dailyMintQuota: 1_000,
      decisionDeadlineMs: 2000,
      standInMinor: 0n,
      system: 'local',
      sweepIntervalMs: 1000,
    });
  });

  it('name several ranges of numbers', () => {
    const { iins } = readSettings({ ...enough, CARD_IIN: '99990000,999911,99990000' });
    expect(iins).toEqual(['99990000', '999911']);
  });

  it('name older keys behind the current one', () => {
    const { vaultKeys } = readSettings({
      ...enough,
      CARD_VAULT_KEY: `${'12'.repeat(32)},${enough.CARD_VAULT_KEY}`,
    });
    expect(vaultKeys).toEqual([Buffer.alloc(32, 0x12), Buffer.alloc(32, 0xab)]);
  });

  it.each([
    ['CARD_VAULT_KEY', 'ab'.repeat(32)],
    ['CARD_VERIFICATION_KEY', '0123456789ABCDEFFEDCBA9876543210'],
    ['MAYFLY_OPERATOR_KEY', 'operator-key-of-a-local-system'],
  ])('refuse %s when everybody knows it, unless the system is a local one', (name, key) => {
    const secret = {
      ...needed,
      CARD_VAULT_KEY: '0f1e'.repeat(16),
      CARD_LOOKUP_KEY: '2d3c'.repeat(16),
      CARD_VERIFICATION_KEY: '4b5a'.repeat(8),
    };
    expect(() => readSettings(secret)).not.toThrow();
    expect(() => readSettings({ ...secret, [name]: key })).toThrow(`${name} is a key that everybody knows`);
    expect(() => readSettings({ ...secret, [name]: key, MAYFLY_SYSTEM: 'local' })).not.toThrow();
  });

  it.each(Object.keys(needed))('say that %s is missing', (name) => {
    expect(() => readSettings({ ...enough, [name]: undefined })).toThrow(new RegExp(`^${name} is missing`));
  });

  it.each([
    ['CARD_DATABASE_URL', 'mysql://localhost/secret'],
    ['KAFKA_BROKERS', 'secret'],
    ['MAYFLY_OPERATOR_KEY', 'secret'],
    ['CARD_VAULT_KEY', 'secret'],
    ['PORT', '70000'],
    ['LOG_LEVEL', 'secret'],
    ['CARD_IIN', '9999'],
    ['DECISION_DEADLINE_MS', '2s'],
    ['TOPIC_PREFIX', 'with a space'],
  ])('name %s when it is invalid, and do not repeat its value', (name, value) => {
    const read = () => readSettings({ ...enough, [name]: value });
    expect(read).toThrow(InvalidSetting);
    expect(read).toThrow(new RegExp(`^${name} is invalid`));
    expect(read).not.toThrow(new RegExp(value));
  });
});
