import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { InvalidSetting } from '@mayfly/process';
import { SigningSecrets } from '../access/signing-secrets';
import { CardSecurity } from '../cards/card-security';
import { CardVault } from '../cards/card-vault';
import { SIDE_POOL } from '../providers';

interface NewestRow {
  readonly card_id: string | null;
  readonly number_hash: Buffer;
  readonly number_ciphertext: Buffer;
  readonly vault_key_id: string;
  readonly verification_key_id: string | null;
  readonly key_id: string | null;
  readonly signing_secret_ciphertext: Buffer;
}

const newestSealed = loadStatement(__dirname, 'newest-sealed.sql');

/** Tells at start, and not by the first purchase that fails, that a key of the settings is not that of the database. */
@Injectable()
export class CheckKeys {
  constructor(
    @Inject(SIDE_POOL) private readonly pool: Pool,
    private readonly vault: CardVault,
    private readonly security: CardSecurity,
    private readonly secrets: SigningSecrets,
  ) {}

  /** @throws InvalidSetting naming the key that does not fit what is stored */
  async execute(): Promise<void> {
    const [row] = await newestSealed.rows<NewestRow>(this.pool, []);
    if (row === undefined) return;
    const { card_id: cardId, key_id: keyId } = row;
    if (keyId !== null) {
      fits('CARD_VAULT_KEY', () => this.secrets.open(row.signing_secret_ciphertext, keyId));
    }
    if (cardId === null) return;
    const sealed = { keyId: row.vault_key_id, envelope: row.number_ciphertext };
    const number = fits('CARD_VAULT_KEY', () => this.vault.open(cardId, sealed));
    if (!this.security.numberHashes(number).some((hash) => hash.equals(row.number_hash))) {
      throw new InvalidSetting('CARD_LOOKUP_KEY does not find the cards that are stored');
    }
    fits('CARD_VERIFICATION_KEY', () => this.security.cvv2Of(number, '0101', row.verification_key_id));
  }
}

function fits<T>(setting: string, open: () => T): T {
  try {
    return open();
  } catch {
    throw new InvalidSetting(`${setting} does not open what is stored`);
  }
}
