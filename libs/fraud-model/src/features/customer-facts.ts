import type { CustomerFacts } from './facts';
import type { PurchaseColumns } from './purchase-columns';
import { countOf, isKnown, since, spanOf, sumMinorOf, type Span } from './span';
import {
  byWindow,
  customerHistoryDays,
  dayMs,
  largestSquaredMinor,
  mostCustomerPurchases,
  outlierDays,
} from './windows';

/** What the customer's history says at instant t. Terminal: the number of the request's terminal in the history. */
export function customerFacts(history: PurchaseColumns, atMs: number, terminal: number): CustomerFacts {
  const own = spanOf(history, atMs - customerHistoryDays * dayMs, atMs, mostCustomerPurchases);
  const within = (days: number): Span => since(own, atMs - days * dayMs);
  const medianMinor = median(own);
  const { reported, largestGoodMinor, lastReportedPurchaseAtMs } = reports(own, atMs);
  // Shorter names first: stored as JSON with its keys in that order, the facts need no copy.
  return {
    count: countOf(own),
    counts: byWindow((days) => countOf(within(days))),
    lastAtMs: countOf(own) > 0 ? history.atMs[own.to - 1] : undefined,
    outliers: countOutliers(within(outlierDays), medianMinor),
    reported,
    sumMinor: sumMinorOf(own),
    countHere: countHere(own, terminal),
    firstAtMs: countOf(own) > 0 ? history.atMs[own.from] : undefined,
    sumsMinor: byWindow((days) => sumMinorOf(within(days))),
    medianMinor,
    sumSquaresMinor: sumSquaresMinor(own),
    largestGoodMinor,
    lastReportedPurchaseAtMs,
  };
}

function sumSquaresMinor({ history, from, to }: Span): number {
  let total = 0;
  for (let i = from; i < to; i++) {
    const squared = Math.min(history.amountsMinor[i] ?? 0, largestSquaredMinor);
    total += squared * squared;
  }
  return total;
}

/** As PostgreSQL's `percentile_disc(0.5)`: the smallest amount with at least half of them at or below it. */
function median({ history: { amountsMinor }, from, to }: Span): number | undefined {
  const amounts = new Float64Array(to - from);
  for (let i = from; i < to; i++) amounts[i - from] = amountsMinor[i] ?? 0;
  return amounts.sort()[Math.ceil(amounts.length / 2) - 1];
}

function countHere({ history: { counterparties }, from, to }: Span, terminal: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (counterparties[i] === terminal) count++;
  return count;
}

function countOutliers({ history: { amountsMinor }, from, to }: Span, medianMinor = Infinity): number {
  let outliers = 0;
  for (let i = from; i < to; i++) if (2 * (amountsMinor[i] ?? 0) > 5 * medianMinor) outliers++;
  return outliers;
}

function reports(
  { history, from, to }: Span,
  atMs: number,
): Pick<CustomerFacts, 'reported' | 'lastReportedPurchaseAtMs' | 'largestGoodMinor'> {
  let reported = 0;
  let lastReportedPurchaseAtMs: number | undefined;
  let largestGoodMinor: number | undefined;
  for (let i = from; i < to; i++) {
    if (isKnown(history, i, atMs)) {
      reported++;
      lastReportedPurchaseAtMs = history.atMs[i];
    } else {
      largestGoodMinor = Math.max(history.amountsMinor[i] ?? 0, largestGoodMinor ?? 0);
    }
  }
  return { reported, lastReportedPurchaseAtMs, largestGoodMinor };
}
