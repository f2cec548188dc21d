/**
 * A purchase as the fraud features know it: a request for authorization, whatever came of it.
 * Source: `authorization.requested.v1`, or a row of a transaction file.
 */
export interface Purchase {
  /** Unique; the same id again is the same purchase. */
  readonly id: string;
  /** When it was requested, in ms since 1970 UTC. */
  readonly atMs: number;
  readonly customerId: string;
  /** The terminal, or the merchant where terminals are not told apart. */
  readonly terminalId: string;
  /** In minor units of the customer's currency. */
  readonly amountMinor: number;
}

/** Word that a purchase was fraud: a chargeback, or a customer's call. Source: `fraud.reported.v1`. */
export interface FraudReport {
  readonly purchaseId: string;
  /** When the report arrived, in ms since 1970 UTC: before this instant nobody knew. */
  readonly reportedAtMs: number;
}
