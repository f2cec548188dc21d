import type { Purchase } from './purchase';

/**
 * Purchases of one customer or at one terminal: a set by id, kept in the order of instant and id, so that its content says
 * nothing of the order in which they came. It lies in columns, because features read whole columns for every request.
 */
export class History {
  readonly atMs: number[] = [];
  readonly ids: string[] = [];
  readonly amountsMinor: number[] = [];
  /** Numbers of those on the other side: the terminals in a customer's history, the customers in a terminal's. */
  readonly counterparties: number[] = [];
  /** When the first report arrived; Infinity while there is none. */
  readonly reportedAtMs: number[] = [];

  /** @param number names the customer or the terminal in histories of the other side; numbers compare fast */
  constructor(readonly number: number) {}

  /** Adds a purchase that is not in it. */
  add(purchase: Purchase, counterparty: number, reportedAtMs: number): void {
    const position = this.positionOf(purchase.atMs, purchase.id);
    insert(this.atMs, position, purchase.atMs);
    insert(this.ids, position, purchase.id);
    insert(this.amountsMinor, position, purchase.amountMinor);
    insert(this.counterparties, position, counterparty);
    insert(this.reportedAtMs, position, reportedAtMs);
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

  /** Position of the first purchase at or after the instant; the length where there is none. */
  firstFrom(instantMs: number): number {
    return this.positionOf(instantMs, '');
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

function insert<T>(column: T[], position: number, value: T): void {
  if (position === column.length) column.push(value);
  else column.splice(position, 0, value);
}
