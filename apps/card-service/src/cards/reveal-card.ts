import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { Problem } from '../http/problem';
import { POOL } from '../providers';
import type { CardState } from '@mayfly/contracts';
import type { CardDetails, MintedCardDto } from './card.dto';
import { CardSecurity, VerificationKeyMissing } from './card-security';
import { CardVault, VaultFailure } from './card-vault';
import type { MintedTerms } from './mint-batch';

const revealCard = loadStatement(__dirname, 'reveal-card.sql');

interface SealedRow extends MintedTerms {
  readonly state: CardState;
  /** Null when the number may not be shown any more. */
  readonly number_ciphertext: Buffer | null;
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
  fresh(cardId: string, number: string, terms: MintedTerms): MintedCardDto & CardDetails {
    return {
      cardId,
      number,
      expiry: terms.expiry,
      cvv2: this.security.cvv2Of(number, terms.expiry, terms.verification_key_id),
      ...this.shown(terms, 'open'),
    };
  }

  /**
   * The same answer again, out of the vault: for the caller that lost it and repeats its Idempotency-Key, nobody else. Once
   * the card is not open any more, or 24 hours old, without number, expiry and CVV2.
   *
   * @throws Problem 503 card_number_unreadable
   */
  async again(cardId: string): Promise<MintedCardDto> {
    const [row] = await revealCard.rows<SealedRow>(this.pool, [cardId]);
    if (row === undefined) throw new Error('an Idempotency-Key remembers a card that does not exist');
    if (row.number_ciphertext === null) return { cardId, ...this.shown(row, row.state) };
    const sealed = { keyId: row.vault_key_id, envelope: row.number_ciphertext };
    try {
      return this.fresh(cardId, this.vault.open(cardId, sealed), row);
    } catch (error) {
      if (error instanceof VaultFailure || error instanceof VerificationKeyMissing) throw numberUnreadable();
      throw error;
    }
  }

  private shown(terms: MintedTerms, state: CardState) {
    return {
      state,
      capMinor: Number(terms.cap_minor),
      currency: terms.currency,
      ...(terms.merchant_lock === null ? {} : { merchantLock: terms.merchant_lock }),
      validUntil: terms.valid_until.toISOString(),
    };
  }
}

/** 503: the number, or its CVV2, cannot be read here; a key is missing in the settings. */
function numberUnreadable(): Problem {
  return new Problem(503, 'card_number_unreadable', 'The number of this card cannot be read', {
    detail: 'The service lacks one of its keys: tell its operator.',
    headers: { 'retry-after': '60' },
  });
}
