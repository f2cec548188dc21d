import { disposableTopicPrefix } from '@mayfly/local-stack';
import { readSettings, type Settings } from '../src/settings';

/** Keys and numbers of the tests alone. */
export const testKeys = {
  vaultKeys: [Buffer.alloc(32, 1)],
  lookupKeys: [Buffer.alloc(32, 2)],
  verificationKeys: [Buffer.from('0123456789ABCDEFFEDCBA9876543210', 'hex')],
  iins: ['99990000'],
};

/** Sent by nobody else. */
export const operatorKey = 'operator-key-of-a-test-run';

/** Settings of a service of this test run: topics of its own, keys that are no secret. */
export function testSettings(databaseUrl: string, env: Readonly<Record<string, string>> = {}): Settings {
  return readSettings({
    MAYFLY_SYSTEM: 'local',
    CARD_DATABASE_URL: databaseUrl,
    KAFKA_BROKERS: process.env['KAFKA_BROKERS'],
    TOPIC_PREFIX: disposableTopicPrefix(),
    PORT: '0',
    LOG_LEVEL: 'debug',
    MAYFLY_OPERATOR_KEY: operatorKey,
    CARD_VAULT_KEY: inHex(testKeys.vaultKeys),
    CARD_LOOKUP_KEY: inHex(testKeys.lookupKeys),
    CARD_VERIFICATION_KEY: inHex(testKeys.verificationKeys),
    ...env,
  });
}

function inHex(keys: readonly Buffer[]): string {
  return keys.map((key) => key.toString('hex')).join(',');
}
