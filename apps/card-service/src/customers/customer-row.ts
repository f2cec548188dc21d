import type { Role } from '../access/roles';
import type { CustomerDto } from './customer.dto';
import { standingOf, type StandingRow } from './standing';

/** A customer with the account, as the statements of this folder give it. */
export interface CustomerRow extends StandingRow {
  readonly customer_id: string;
  readonly account_id: string;
  readonly country: string;
  readonly profile_version: number;
  readonly opened_at: Date;
  readonly granted_minor: bigint;
  readonly available_minor: bigint;
  readonly held_minor: bigint;
  readonly owed_minor: bigint;
  readonly payable_minor: bigint;
}

/** The answer's form of a row; amounts fit a JSON integer, as no account is granted more than twelve digits. */
export function customerOf(row: CustomerRow, reader: Role): CustomerDto {
  return {
    customerId: row.customer_id,
    accountId: row.account_id,
    country: row.country,
    currency: row.currency,
    profileVersion: row.profile_version,
    openedAt: row.opened_at.toISOString(),
    account: {
      grantedMinor: Number(row.granted_minor),
      availableMinor: Math.max(0, Number(row.available_minor)),
      overdrawnMinor: Math.max(0, -Number(row.available_minor)),
      heldMinor: Number(row.held_minor),
      owedMinor: Number(row.owed_minor),
      payableMinor: Number(row.payable_minor),
    },
    standing: standingOf(row, reader),
  };
}
