import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The settings of the card service that must stay secret, and the same for as long as its database lives. */
export type Secrets = Readonly<
  Record<'MAYFLY_OPERATOR_KEY' | 'CARD_VAULT_KEY' | 'CARD_LOOKUP_KEY' | 'CARD_VERIFICATION_KEY', string>
>;

/** New ones. */
export function freshSecrets(): Secrets {
  const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
  return {
    MAYFLY_OPERATOR_KEY: `operator-${hex(16)}`,
    CARD_VAULT_KEY: hex(32),
    CARD_LOOKUP_KEY: hex(32),
    CARD_VERIFICATION_KEY: hex(16),
  };
}

/** Those kept in a file, which is made at the first time and readable by its owner only. */
export function keptSecrets(file: string): Secrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets = freshSecrets();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
  return secrets;
}
