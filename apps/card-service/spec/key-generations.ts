import { randomBytes } from 'node:crypto';
import type { Pool } from '@mayfly/postgres';
import { testKeys } from './test-settings';

/** Two generations of each key, the older one that of the other specs. */
export const older = testKeys;
export const newer = {
  vaultKeys: [randomBytes(32)],
  lookupKeys: [randomBytes(32)],
  verificationKeys: [randomBytes(16)],
};

/** Keys as the settings name them. */
export type Keys = typeof newer;
export const keyNames = ['vaultKeys', 'lookupKeys', 'verificationKeys'] as const;

/** The first current, the second another generation that is read. */
export function keysOf(current: Keys, also: Keys): Keys {
  return Object.fromEntries(
    keyNames.map((name) => [name, [...current[name], ...also[name]]]),
  ) as unknown as Keys;
}

/** Makes every card one from before there were generations. */
export async function forgetGenerations(pool: Pool): Promise<void> {
  await pool.query('update cards set lookup_key_id = null, verification_key_id = null');
}

/** Makes the number of a card one that no key opens. */
export async function damageNumber(pool: Pool, cardId: string): Promise<void> {
  await pool.query(
    `update cards set number_ciphertext = overlay(number_ciphertext placing '\\x00000000' from 1) where id = $1`,
    [cardId],
  );
}
