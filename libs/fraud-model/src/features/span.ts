import type { PurchaseColumns } from './purchase-columns';

/** A stretch of a history: the positions from `from` up to `to`, which is left out. */
export interface Span {
  readonly history: PurchaseColumns;
  readonly from: number;
  readonly to: number;
}

/**
 * The purchases of fromMs ≤ at < toMs, and no more than the `most` latest of them. Where there are more, the span begins
 * after the instant of the one too many: purchases of one instant are in it together or not at all, so that the span is a
 * function of the set.
 */
export function spanOf(history: PurchaseColumns, fromMs: number, toMs: number, most: number): Span {
  const from = history.firstFrom(fromMs);
  const to = history.firstFrom(toMs);
  const tooMany = to - most - 1;
  if (tooMany < from) return { history, from, to };
  return { history, from: history.firstFrom((history.atMs[tooMany] ?? 0) + 1), to };
}

/** The later part of a span, from an instant on. */
export function since({ history, from, to }: Span, instantMs: number): Span {
  return { history, from: Math.min(to, Math.max(from, history.firstFrom(instantMs))), to };
}

/** How many purchases are in it. */
export function countOf({ from, to }: Span): number {
  return to - from;
}

/** The sum of its amounts, in minor units. */
export function sumMinorOf({ history: { amountsMinor }, from, to }: Span): number {
  let total = 0;
  for (let i = from; i < to; i++) total += amountsMinor[i] ?? 0;
  return total;
}

/** True when the purchase at the position was known as fraud at the instant. */
export function isKnown({ reportedAtMs }: PurchaseColumns, position: number, atMs: number): boolean {
  return (reportedAtMs[position] ?? Infinity) <= atMs;
}
