import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../../providers';
import type { Authorization } from '../authorization';
import { authorizationOf, type AuthorizationRow } from '../authorization-row';

/** How a later message names what it is about; networks state some of it. */
export interface OriginalReference {
  readonly networkId: string;
  readonly authorizationId?: string | undefined;
  readonly networkTransactionId?: string | undefined;
  /** Trace number and time of the original message: ISO 8583 field 90. */
  readonly stan?: string | undefined;
  readonly transmittedAt?: Date | undefined;
  readonly acquirerId?: string | undefined;
  readonly terminalId?: string | undefined;
  readonly cardId?: string | undefined;
  readonly retrievalReference?: string | undefined;
  readonly merchantId?: string | undefined;
  readonly amountMinor?: bigint | undefined;
  readonly approvalCode?: string | undefined;
}

/** An authorization that was written. */
export type StoredOriginal = Authorization & {
  readonly id: string;
  readonly customerId: string;
  readonly accountId: string;
  readonly cardId: string;
};

/** Exactly one, or why not. */
export type Match =
  | { readonly original: StoredOriginal }
  | { readonly original: undefined; readonly reason: 'no_original' | 'several_originals' };

const findOriginal = loadStatement(__dirname, 'find-original.sql');

/** Finds the authorization that a later message is about. */
@Injectable()
export class FindOriginal {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async find(reference: OriginalReference): Promise<Match> {
    const rows = await findOriginal.rows<AuthorizationRow>(this.pool, [
      reference.networkId,
      reference.authorizationId ?? null,
      reference.networkTransactionId ?? null,
      reference.stan ?? null,
      reference.transmittedAt ?? null,
      reference.acquirerId ?? null,
      reference.terminalId ?? null,
      reference.cardId ?? null,
      reference.retrievalReference ?? null,
      reference.merchantId ?? null,
      reference.amountMinor ?? null,
      reference.approvalCode ?? null,
    ]);
    const [row, another] = rows;
    if (row === undefined) return { original: undefined, reason: 'no_original' };
    if (another !== undefined) return { original: undefined, reason: 'several_originals' };
    return {
      original: {
        ...authorizationOf(row),
        id: row.id,
        customerId: row.customer_id,
        accountId: row.account_id,
        cardId: row.card_id,
      },
    };
  }
}
