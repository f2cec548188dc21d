import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { InvalidSetting } from '@mayfly/process';
import { SigningSecrets } from '../access/signing-secrets';
import { CardSecurity } from '../cards/card-security';
import { CardVault } from '../cards/card-vault';
import { SIDE_POOL } from '../providers';

interface SealedCard {
  readonly card_id: string;
  readonly number_hash: Buffer;
  readonly number_ciphertext: Buffer;
  readonly vault_key_id: string;
  readonly verification_key_id: string;
}

interface SealedSecret {
  readonly key_id: string;
  readonly signing_secret_ciphertext: Buffer;
}

const newestNumbers = loadStatement(__dirname, 'newest-numbers.sql');
const newestSecrets = loadStatement(__dirname, 'newest-secrets.sql');

/** One of them that is damaged must not keep every instance from starting. */
const lookedAt = 20;

/** Tells at start, and not by the first purchase that fails, that a key of the settings is not that of the database. */
@Injectable()
export class CheckKeys {
  constructor(
    @Inject(SIDE_POOL) private readonly pool: Pool,
    private readonly vault: CardVault,
    private readonly security: CardSecurity,
    private readonly secrets: SigningSecrets,
  ) {}

  /** @throws InvalidSetting naming the key that fits nothing of what was stored last */
  async execute(): Promise<void> {
    const secrets = await newestSecrets.rows<SealedSecret>(this.pool, [lookedAt]);
    fitting('CARD_VAULT_KEY', secrets, ({ key_id, signing_secret_ciphertext }) => {
      this.secrets.open(signing_secret_ciphertext, key_id);
    });
    const cards = await newestNumbers.rows<SealedCard>(this.pool, [lookedAt]);
    const readable = fitting('CARD_VAULT_KEY', cards, (card) => ({
      ...card,
      number: this.vault.open(card.card_id, { keyId: card.vault_key_id, envelope: card.number_ciphertext }),
    }));
    fitting('CARD_LOOKUP_KEY', readable, ({ number, number_hash }) => {
      if (!this.security.numberHashes(number).some((hash) => hash.equals(number_hash))) throw new Error();
    });
    fitting('CARD_VERIFICATION_KEY', readable, ({ number, verification_key_id }) => {
      this.security.cvv2Of(number, '0101', verification_key_id);
    });
  }
}

/** What `open` makes of those it does not throw for; some, unless there are none at all. */
function fitting<Stored, Opened>(
  setting: string,
  stored: readonly Stored[],
  open: (one: Stored) => Opened,
): Opened[] {
  const opened = stored.flatMap((one) => {
    try {
      return [open(one)];
    } catch {
      return [];
    }
  });
  if (opened.length > 0 || stored.length === 0) return opened;
  throw new InvalidSetting(`${setting} does not open what is stored`);
}
