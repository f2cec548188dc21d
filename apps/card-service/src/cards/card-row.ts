import type { CardState } from '@mayfly/contracts';
import type { CardDto } from './card.dto';

/** A card as the statements of this folder show it: masked. */
export interface CardRow {
  readonly card_id: string;
  readonly customer_id: string;
  readonly iin: string;
  readonly last_four: string;
  readonly state: CardState;
  readonly cap_minor: bigint;
  readonly currency: string;
  readonly merchant_lock: string | null;
  readonly valid_until: Date;
  readonly minted_at: Date;
}

/** The answer's form of a row. */
export function cardOf(row: CardRow): CardDto {
  return {
    cardId: row.card_id,
    customerId: row.customer_id,
    iin: row.iin,
    lastFour: row.last_four,
    state: row.state,
    capMinor: Number(row.cap_minor),
    currency: row.currency,
    ...(row.merchant_lock === null ? {} : { merchantLock: row.merchant_lock }),
    validUntil: row.valid_until.toISOString(),
    mintedAt: row.minted_at.toISOString(),
  };
}
