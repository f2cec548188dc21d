import type { PurchaseColumns } from '@mayfly/fraud-model';

/** Purchases as `read-feature-facts.sql` writes them: numbers in double precision, the latest purchase first. */
export interface StoredPurchases<Mark> {
  /** Instant and amount of each. */
  readonly purchases: Uint8Array | null;
  /** Instant, amount and instant of the report of each that carries a mark. */
  readonly marked: Uint8Array | null;
  /** The marks of these. */
  readonly markedBy: readonly Mark[] | null;
}

/** The number of whoever made or took a purchase that carries no mark: nobody asks. */
const unmarked = -1;
const numberBytes = 8;

/** Adds purchases that are later than those in the history. */
export function appendStored<Mark>(
  history: PurchaseColumns,
  { purchases, marked, markedBy }: StoredPurchases<Mark>,
  numberOf: (mark: Mark) => number,
): void {
  if (purchases !== null) {
    const numbers = viewOf(purchases);
    for (let at = purchases.byteLength - 2 * numberBytes; at >= 0; at -= 2 * numberBytes) {
      const amountMinor = numbers.getFloat64(at + numberBytes);
      history.insert(history.atMs.length, numbers.getFloat64(at), amountMinor, unmarked, Infinity);
    }
  }
  if (marked === null || markedBy === null) return;
  const numbers = viewOf(marked);
  let at = marked.byteLength;
  for (const mark of markedBy.toReversed()) {
    at -= 3 * numberBytes;
    const atMs = numbers.getFloat64(at);
    const amountMinor = numbers.getFloat64(at + numberBytes);
    const reportedAtMs = numbers.getFloat64(at + 2 * numberBytes);
    history.insert(history.firstFrom(atMs), atMs, amountMinor, numberOf(mark), reportedAtMs);
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
