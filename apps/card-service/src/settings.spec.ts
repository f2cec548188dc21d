import { InvalidSetting } from '@mayfly/process';
import { readSettings } from './settings';

const enough = {
  CARD_DATABASE_URL: 'postgres://card:secret@localhost:5432/card',
  KAFKA_BROKERS: 'localhost:9092,localhost:9093',
  MAYFLY_OPERATOR_KEY: 'an-operator-key-of-some-length',
  CARD_VAULT_KEY: 'ab'.repeat(32),
  CARD_LOOKUP_KEY: 'cd'.repeat(32),
  CARD_VERIFICATION_KEY: 'ef'.repeat(16),
};

describe('the settings', () => {
  it('have defaults for all but addresses and keys', () => {
    expect(readSettings(enough)).toEqual({
      databaseUrl: enough.CARD_DATABASE_URL,
      kafkaBrokers: ['localhost:9092', 'localhost:9093'],
      topicPrefix: '',
      port: 3000,
      logLevel: 'info',
      operatorKey: enough.MAYFLY_OPERATOR_KEY,
      vaultKey: Buffer.alloc(32, 0xab),
      lookupKey: Buffer.alloc(32, 0xcd),
      verificationKey: Buffer.alloc(16, 0xef),
      iins: ['99990000'],
      openCardQuota: 250,
      dailyMintQuota: 1_000,
      decisionDeadlineMs: 2000,
      sweepIntervalMs: 1000,
    });
  });

  it('name several ranges of numbers', () => {
    const { iins } = readSettings({ ...enough, CARD_IIN: '99990000,999911,99990000' });
    expect(iins).toEqual(['99990000', '999911']);
  });

  it.each(Object.keys(enough))('say that %s is missing', (name) => {
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
