import {
  databaseUrl,
  InvalidSetting,
  matching,
  processSettings,
  wholeNumber,
  type ProcessSettings,
} from '@mayfly/process';
import { readLinks, type Link } from './links';
import { isPublicKey } from './keys/public-keys';

/** What the environment tells this process; read once, at start. */
export interface Settings extends ProcessSettings {
  /** `local`: a simulated system, with keys that everybody may know and a clock that may be ahead. */
  readonly system: 'local' | 'production';
  readonly databaseUrl: string;
  /** 0: any free port. */
  readonly port: number;
  /** API key of the first operator; put into the database at start. */
  readonly operatorKey: string;
  /** 32 bytes each: wrap the keys of card numbers, and of the parties' signing secrets. Of all keys the first is current. */
  readonly vaultKeys: readonly Buffer[];
  /** 32 bytes each: key the hash by which a card number is found. */
  readonly lookupKeys: readonly Buffer[];
  /** 16 bytes each, two DES keys: derive CVV2. */
  readonly verificationKeys: readonly Buffer[];
  /** First digits of the numbers minted here; 9999xxxx is outside every scheme's range. */
  readonly iins: readonly string[];
  /** The most cards of a customer that are open at once. */
  readonly openCardQuota: number;
  /** The most cards that a customer mints in 24 hours. */
  readonly dailyMintQuota: number;
  /** How long a network's call waits for a decision. */
  readonly decisionDeadlineMs: number;
  /** Up to this amount the service approves at the deadline in the assessment's place; 0: it declines. */
  readonly standInMinor: bigint;
  /** Lines to card networks that speak ISO 8583; none: HTTP only. */
  readonly links: readonly Link[];
  readonly sweepIntervalMs: number;
}

/** Reads and checks the settings; throws `InvalidSetting` naming the first that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const system = matching(env, 'MAYFLY_SYSTEM', /^(local|production)$/, 'local or production', 'production');
  const admitted = (name: string, value: string): string => {
    if (system === 'local' || !isPublicKey(value)) return value;
    throw new InvalidSetting(
      `${name} is a key that everybody knows: only a system with MAYFLY_SYSTEM=local takes it`,
    );
  };
  const keys = (name: string, bytes: number): Buffer[] =>
    hexKeys(env, name, bytes).map((key) => Buffer.from(admitted(name, key), 'hex'));
  return {
    system: system === 'local' ? 'local' : 'production',
    databaseUrl: databaseUrl(env, 'CARD_DATABASE_URL'),
    ...processSettings(env),
    port: wholeNumber(env, 'PORT', 0, 65535, 3000),
    operatorKey: admitted(
      'MAYFLY_OPERATOR_KEY',
      matching(env, 'MAYFLY_OPERATOR_KEY', /^\S{16,256}$/, '16 to 256 characters without spaces'),
    ),
    vaultKeys: keys('CARD_VAULT_KEY', 32),
    lookupKeys: keys('CARD_LOOKUP_KEY', 32),
    verificationKeys: keys('CARD_VERIFICATION_KEY', 16),
    iins: [
      ...new Set(
        matching(
          env,
          'CARD_IIN',
          /^\d{6}(\d\d)?(,\d{6}(\d\d)?){0,99}$/,
          '6 or 8 digits; several separated by commas',
          '99990000',
        ).split(','),
      ),
    ],
    openCardQuota: wholeNumber(env, 'CARD_OPEN_QUOTA', 1, 100_000, 250),
    dailyMintQuota: wholeNumber(env, 'CARD_DAILY_MINT_QUOTA', 1, 100_000, 1_000),
    decisionDeadlineMs: wholeNumber(env, 'DECISION_DEADLINE_MS', 50, 10_000, 2000),
    standInMinor: BigInt(wholeNumber(env, 'STAND_IN_MINOR', 0, 999_999_999, 0)),
    links: readLinks(matching(env, 'ISO8583_LINKS', /^/, 'a JSON array', '')),
    sweepIntervalMs: wholeNumber(env, 'SWEEP_INTERVAL_MS', 50, 60_000, 1000),
  };
}

/** The current key first; older ones behind it, separated by commas. */
function hexKeys(env: NodeJS.ProcessEnv, name: string, bytes: number): string[] {
  const key = `[0-9a-fA-F]{${bytes * 2}}`;
  return matching(
    env,
    name,
    new RegExp(`^${key}(,${key}){0,9}$`),
    `${bytes * 2} hexadecimal digits; older keys behind it, separated by commas`,
  ).split(',');
}
