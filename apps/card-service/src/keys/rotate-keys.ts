import { loadStatement, type Pool } from '@mayfly/postgres';
import type { Settings } from '../settings';
import { KeyGenerations } from './key-generations';
import { RotateNumbers } from './rotate-numbers';
import { RotateSecrets } from './rotate-secrets';

const countGenerations = loadStatement(__dirname, 'count-generations.sql');

/** What still needs a generation of a key. */
export interface GenerationInUse {
  readonly setting: string;
  /** Null for secrets from before generations had ids, and for those of a key that the settings do not name. */
  readonly key_id: string | null;
  readonly needed_by: 'numbers' | 'secrets' | 'usable cards' | 'ended cards';
  readonly count: bigint;
}

/** How a rotation left the database. */
export interface Rotated {
  readonly inUse: readonly GenerationInUse[];
  /** Numbers and secrets that no key of the settings opens. */
  readonly unreadable: number;
}

/**
 * Puts everything that is stored under the current keys, while the service runs: in small sets, each of them one statement, so
 * that it can be killed at any moment and run again. CVV2s are not moved: what a card's owner saw stays right, and an older
 * verification key is needed until its last card has ended.
 */
export class RotateKeys {
  constructor(
    private readonly pool: Pool,
    private readonly settings: Pick<Settings, 'vaultKeys' | 'lookupKeys' | 'verificationKeys'>,
  ) {}

  /** @param progress hears what was done after each set */
  async execute(progress: (done: string) => void): Promise<Rotated> {
    const numbers = await new RotateNumbers(this.pool, this.settings).execute(progress);
    const secrets = await new RotateSecrets(this.pool, this.settings).execute(progress);
    const vaultKeys = new KeyGenerations('vault', this.settings.vaultKeys).all.map(({ id }) => id);
    const inUse = await countGenerations.rows<GenerationInUse>(this.pool, [vaultKeys]);
    return { inUse, unreadable: numbers + secrets };
  }
}
