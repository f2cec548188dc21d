import type { Purchase } from './purchase';
import { insertAt, PurchaseColumns } from './purchase-columns';

/**
 * A set of purchases by id, kept in the order of instant and id, so that its content says nothing of the order in which
 * they came.
 */
export class History extends PurchaseColumns {
  readonly ids: string[] = [];

  /** @param number names the customer or the terminal in histories of the other side; numbers compare fast */
  constructor(readonly number: number) {
    super();
  }

  /** Adds a purchase that is not in it. */
  add({ atMs, id, amountMinor }: Purchase, counterparty: number, reportedAtMs: number): void {
    const position = this.positionOf(atMs, id);
    this.insert(position, atMs, amountMinor, counterparty, reportedAtMs);
    insertAt(this.ids, position, id);
  }

  /** Takes a report of a purchase that is in it; the earliest report counts. */
  report(atMs: number, id: string, reportedAtMs: number): void {
    const position = this.positionOf(atMs, id);
    this.reportedAtMs[position] = Math.min(reportedAtMs, this.reportedAtMs[position] ?? Infinity);
  }

  /** Drops the purchases before the instant; gives their ids. */
  forgetBefore(instantMs: number): string[] {
    const dropped = this.firstFrom(instantMs);
    if (dropped === 0) return [];
    for (const column of [this.atMs, this.amountsMinor, this.counterparties, this.reportedAtMs]) {
      column.splice(0, dropped);
    }
    return this.ids.splice(0, dropped);
  }

  private positionOf(atMs: number, id: string): number {
    let low = 0;
    let high = this.atMs.length;
    // Nearly all purchases arrive in order and belong at the end.
    if (high > 0 && this.isBefore(high - 1, atMs, id)) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.isBefore(middle, atMs, id)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private isBefore(position: number, atMs: number, id: string): boolean {
    const itsAtMs = this.atMs[position] ?? Infinity;
    return itsAtMs < atMs || (itsAtMs === atMs && (this.ids[position] ?? '') < id);
  }
}
