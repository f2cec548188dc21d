import type { Purchase } from '@mayfly/fraud-model';
import type { WorldPurchase } from '@mayfly/fraud-world';

/** A purchase of which it is known, in hindsight, whether it was fraud. */
export interface Transaction extends Purchase {
  readonly fraud: boolean;
}

/** A purchase of the world, as the transaction files have it. */
export function fromWorld({
  id,
  atMs,
  customerId,
  terminalId,
  amountMinor,
  fraud,
}: WorldPurchase): Transaction {
  return {
    id: String(id),
    atMs,
    customerId: String(customerId),
    terminalId: String(terminalId),
    amountMinor,
    fraud: fraud !== 0,
  };
}
