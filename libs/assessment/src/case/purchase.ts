import type { AuthorizationRequested } from '@mayfly/contracts';
import type { Purchase } from '@mayfly/fraud-model';

/** A request as the fraud features know purchases. */
export function purchaseOf(request: AuthorizationRequested): Purchase {
  return {
    id: request.authorizationId,
    atMs: Date.parse(request.requestedAt),
    customerId: request.customerId,
    terminalId: terminalOf(request.merchant.id, request.currency),
    amountMinor: request.amountMinor,
  };
}

/** A merchant in one currency stands for a terminal: amounts of two currencies have no sum. */
export function terminalOf(merchantId: string, currency: string): string {
  return `${merchantId} ${currency}`;
}
