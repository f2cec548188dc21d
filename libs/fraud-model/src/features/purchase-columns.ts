/**
 * Purchases of one customer or at one terminal in the order of their instants: what facts are computed from. They lie in
 * columns, because every request reads whole columns. Facts say nothing of the order of purchases at the same instant.
 */
export class PurchaseColumns {
  readonly atMs: number[] = [];
  readonly amountsMinor: number[] = [];
  /** Numbers of those on the other side: the terminals in a customer's history, the customers in a terminal's. */
  readonly counterparties: number[] = [];
  /** When the first report arrived; Infinity while there is none. */
  readonly reportedAtMs: number[] = [];

  /** Puts a purchase at a position that keeps the order. */
  insert(
    position: number,
    atMs: number,
    amountMinor: number,
    counterparty: number,
    reportedAtMs: number,
  ): void {
    if (position === this.atMs.length) {
      // Nearly always, and most of what reading a history costs.
      this.atMs.push(atMs);
      this.amountsMinor.push(amountMinor);
      this.counterparties.push(counterparty);
      this.reportedAtMs.push(reportedAtMs);
      return;
    }
    insertAt(this.atMs, position, atMs);
    insertAt(this.amountsMinor, position, amountMinor);
    insertAt(this.counterparties, position, counterparty);
    insertAt(this.reportedAtMs, position, reportedAtMs);
  }

  /** Position of the first purchase at or after the instant; the length where there is none. */
  firstFrom(instantMs: number): number {
    let low = 0;
    let high = this.atMs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.atMs[middle] ?? Infinity) < instantMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export function insertAt<T>(column: T[], position: number, value: T): void {
  if (position === column.length) column.push(value);
  else column.splice(position, 0, value);
}
