import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';
import type { MintedCardDto } from './card.dto';
import { CardSecurity } from './card-security';
import { CardVault } from './card-vault';
import type { MintedTerms } from './mint-batch';

const revealCard = loadStatement(__dirname, 'reveal-card.sql');

interface SealedRow extends MintedTerms {
  readonly number_ciphertext: Buffer;
  readonly vault_key_id: string;
}

/** Puts the answer to a mint together: the only place where a number leaves the service. */
@Injectable()
export class RevealCard {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly vault: CardVault,
    private readonly security: CardSecurity,
  ) {}

  /** The answer for a card just minted. */
  fresh(cardId: string, number: string, terms: MintedTerms): MintedCardDto {
    return {
      cardId,
      number,
      expiry: terms.expiry,
      cvv2: this.security.cvv2Of(number, terms.expiry),
      state: 'open',
      capMinor: Number(terms.cap_minor),
      currency: terms.currency,
      ...(terms.merchant_lock === null ? {} : { merchantLock: terms.merchant_lock }),
      validUntil: terms.valid_until.toISOString(),
    };
  }

  /** The same answer again, out of the vault: for the caller that lost it and repeats its Idempotency-Key, nobody else. */
  async again(cardId: string): Promise<MintedCardDto> {
    const [row] = await revealCard.rows<SealedRow>(this.pool, [cardId]);
    if (row === undefined) throw new Error('an Idempotency-Key remembers a card that does not exist');
    const sealed = { keyId: row.vault_key_id, envelope: row.number_ciphertext };
    return this.fresh(cardId, this.vault.open(cardId, sealed), row);
  }
}
