import type { AuthorizationState, EntryMode } from '@mayfly/contracts';
import type { Authorization, AuthorizationKind, AuthorizationOrigin, Resolution } from './authorization';

/** A row of the table, as `select *` gives it. */
export interface AuthorizationRow {
  readonly id: string;
  readonly network_id: string;
  readonly customer_id: string;
  readonly account_id: string;
  readonly card_id: string;
  readonly kind: AuthorizationKind;
  readonly state: AuthorizationState;
  readonly origin: AuthorizationOrigin | null;
  readonly reasons: readonly string[];
  readonly amount_minor: bigint;
  readonly stated_minor: bigint | null;
  readonly stated_as: 'delta' | 'total' | null;
  readonly approved_minor: bigint | null;
  readonly original_id: string | null;
  readonly currency: string;
  readonly merchant_id: string;
  readonly merchant_name: string;
  readonly mcc: string;
  readonly merchant_country: string;
  readonly entry_mode: EntryMode;
  readonly acquirer_id: string;
  readonly terminal_id: string;
  readonly stan: string;
  readonly transmitted_at: Date;
  readonly approval_code: string | null;
  readonly decision_id: string | null;
  readonly decision: unknown;
  readonly requested_at: Date;
  readonly deadline_at: Date;
  readonly resolved_at: Date | null;
  readonly closed_at: Date | null;
  readonly cleared_minor: bigint;
  readonly refunded_minor: bigint;
  readonly forced: boolean;
  readonly flags: readonly string[];
}

/** The columns by which statements tell the final answer. */
export interface ResolutionRow {
  readonly authorization_id: string;
  readonly state: AuthorizationState;
  readonly origin: AuthorizationOrigin;
  readonly reasons: readonly string[];
  readonly approval_code: string | null;
  readonly approved_minor: bigint | null;
  readonly decision_id: string | null;
  readonly resolved_at: Date;
}

export function authorizationOf(row: AuthorizationRow): Authorization {
  return {
    id: row.id,
    networkId: row.network_id,
    customerId: row.customer_id,
    accountId: row.account_id,
    cardId: row.card_id,
    kind: row.kind,
    originalId: row.original_id,
    state: row.state,
    origin: row.origin,
    reasons: row.reasons,
    amountMinor: row.stated_minor ?? row.amount_minor,
    statedAs: row.stated_as,
    approvedMinor: row.approved_minor,
    currency: row.currency,
    merchant: {
      id: row.merchant_id,
      name: row.merchant_name,
      mcc: row.mcc,
      country: row.merchant_country,
    },
    entryMode: row.entry_mode,
    approvalCode: row.approval_code,
    decisionId: row.decision_id,
    requestedAt: row.requested_at,
    resolvedAt: row.resolved_at,
    closedAt: row.closed_at,
  };
}

export function resolutionOf(row: ResolutionRow): Resolution {
  return {
    authorizationId: row.authorization_id,
    state: row.state,
    origin: row.origin,
    reasons: row.reasons,
    approvalCode: row.approval_code,
    approvedMinor: row.approved_minor,
    decisionId: row.decision_id,
    resolvedAt: row.resolved_at,
  };
}
