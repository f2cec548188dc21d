import type { CardState } from '@mayfly/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Coalescer, loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';
import { CardSecurity } from './card-security';

/** A card as it was a moment ago: enough to screen a purchase; what is claimed is checked again under lock. */
export interface FoundCard {
  readonly cardId: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly state: CardState;
  readonly capMinor: bigint;
  readonly currency: string;
  /** The only merchant admitted; null admits all. */
  readonly merchantLock: string | null;
  readonly validUntil: Date;
  /** YYMM. */
  readonly expiry: string;
  readonly iin: string;
  readonly lastFour: string;
  /** CVV2 or expiry stated wrong so far, across merchants. */
  readonly mismatches: number;
  /** The generation of the key that derives its CVV2. */
  readonly verificationKeyId: string;
  /** Version of the customer's profile. */
  readonly profileVersion: number;
}

interface FoundRow {
  readonly card_id: string | null;
  readonly account_id: string;
  readonly customer_id: string;
  readonly state: CardState;
  readonly cap_minor: bigint;
  readonly currency: string;
  readonly merchant_lock: string | null;
  readonly valid_until: Date;
  readonly expiry: string;
  readonly iin: string;
  readonly last_four: string;
  readonly mismatches: number;
  readonly verification_key_id: string;
  readonly profile_version: number;
}

const findCards = loadStatement(__dirname, 'find-cards.sql');

/** Finds cards by number; lookups that arrive together become one statement. */
@Injectable()
export class CardFinder {
  readonly #lookups = new Coalescer<readonly Buffer[], FoundCard | undefined>({
    run: (lookups) => this.findAll(lookups),
    maxBatch: 256,
    maxQueued: 10_000,
    maxConcurrent: 1,
  });

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly security: CardSecurity,
  ) {}

  /** The card with this number; undefined when there is none. Throws `Overloaded` when too many lookups wait. */
  find(number: string): Promise<FoundCard | undefined> {
    return this.#lookups.submit(this.security.numberHashes(number));
  }

  private async findAll(lookups: readonly (readonly Buffer[])[]): Promise<(FoundCard | undefined)[]> {
    const rows = await findCards.rows<FoundRow>(this.pool, [
      lookups.flat(),
      lookups.flatMap((hashes, place) => hashes.map(() => place)),
    ]);
    return rows.map(foundCardOf);
  }
}

function foundCardOf(row: FoundRow): FoundCard | undefined {
  if (row.card_id === null) return undefined;
  return {
    cardId: row.card_id,
    accountId: row.account_id,
    customerId: row.customer_id,
    state: row.state,
    capMinor: row.cap_minor,
    currency: row.currency,
    merchantLock: row.merchant_lock,
    validUntil: row.valid_until,
    expiry: row.expiry,
    iin: row.iin,
    lastFour: row.last_four,
    mismatches: row.mismatches,
    verificationKeyId: row.verification_key_id,
    profileVersion: row.profile_version,
  };
}
