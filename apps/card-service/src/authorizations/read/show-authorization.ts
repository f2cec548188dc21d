import type { Role } from '../../access/roles';
import type { AuthorizationView } from './read-authorization';
import type { AuthorizationDto, DecisionTraceDto, HoldDto, ReceiptDto } from './authorization.dto';

/** Shows an authorization to a customer or to staff. Reasons as they are stored are for operators and auditors only. */
export function showAuthorization(role: Role, view: AuthorizationView): AuthorizationDto {
  return {
    authorizationId: view.id,
    customerId: view.customerId,
    card: { cardId: view.cardId, ...view.card },
    kind: view.kind,
    state: view.state,
    amountMinor: Number(view.amountMinor),
    currency: view.currency,
    merchant: view.merchant,
    requestedAt: view.requestedAt.toISOString(),
    resolvedAt: view.resolvedAt?.toISOString() ?? null,
    closedAt: view.closedAt?.toISOString() ?? null,
    hold: holdOf(view),
    receipts: view.receipts.map(receiptOf),
    ...(role === 'operator' || role === 'auditor' ? { trace: traceOf(view) } : {}),
  };
}

function holdOf({ hold }: AuthorizationView): HoldDto | null {
  if (hold === null) return null;
  return {
    state: hold.state,
    placedAt: hold.placedAt.toISOString(),
    expiresAt: hold.expiresAt.toISOString(),
    endedAt: hold.endedAt?.toISOString() ?? null,
  };
}

function receiptOf(receipt: AuthorizationView['receipts'][number]): ReceiptDto {
  return {
    receiptId: receipt.id,
    cause: receipt.cause,
    amountMinor: Number(receipt.amountMinor),
    currency: receipt.currency,
    placedAt: receipt.placedAt.toISOString(),
    releasedAt: receipt.releasedAt.toISOString(),
  };
}

function traceOf(view: AuthorizationView): DecisionTraceDto {
  const { origin, reasons, forced, flags, decisionId, unappliedDecisions } = view;
  return {
    origin,
    reasons,
    forced,
    flags,
    decisionId,
    unappliedDecisions: unappliedDecisions.map((one) => ({
      ...one,
      receivedAt: one.receivedAt.toISOString(),
    })),
  };
}
