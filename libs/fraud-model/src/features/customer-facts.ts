import type { CustomerFacts } from './facts';
import type { History } from './history';
import { customerHistoryDays, dayMs, largestSquaredMinor, outlierDays, windowsDays } from './windows';

/** What the customer's history says at instant t. Terminal: the number of the request's terminal in the history. */
export function customerFacts(history: History, atMs: number, terminal: number): CustomerFacts {
  const from = history.firstFrom(atMs - customerHistoryDays * dayMs);
  const to = history.firstFrom(atMs);
  const starts = windowsDays.map((days) => history.firstFrom(atMs - days * dayMs));
  const medianMinor = median(history, from, to);
  return {
    ...sums(history, from, to),
    counts: starts.map((start) => to - start) as [number, number, number],
    sumsMinor: starts.map((start) => sum(history, start, to)) as [number, number, number],
    medianMinor,
    firstAtMs: to > from ? history.atMs[from] : undefined,
    lastAtMs: to > from ? history.atMs[to - 1] : undefined,
    countHere: countHere(history, from, to, terminal),
    outliers: countOutliers(history, history.firstFrom(atMs - outlierDays * dayMs), to, medianMinor),
    ...reports(history, from, to, atMs),
  };
}

function sum({ amountsMinor }: History, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += amountsMinor[i] ?? 0;
  return total;
}

function sums(
  history: History,
  from: number,
  to: number,
): Pick<CustomerFacts, 'count' | 'sumMinor' | 'sumSquaresMinor'> {
  let sumSquaresMinor = 0;
  for (let i = from; i < to; i++) {
    const squared = Math.min(history.amountsMinor[i] ?? 0, largestSquaredMinor);
    sumSquaresMinor += squared * squared;
  }
  return { count: to - from, sumMinor: sum(history, from, to), sumSquaresMinor };
}

/** As PostgreSQL's `percentile_disc(0.5)`: the smallest amount with at least half of them at or below it. */
function median({ amountsMinor }: History, from: number, to: number): number | undefined {
  const amounts = new Float64Array(to - from);
  for (let i = from; i < to; i++) amounts[i - from] = amountsMinor[i] ?? 0;
  return amounts.sort()[Math.ceil(amounts.length / 2) - 1];
}

function countHere({ counterparties }: History, from: number, to: number, terminal: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (counterparties[i] === terminal) count++;
  return count;
}

function countOutliers({ amountsMinor }: History, from: number, to: number, medianMinor = Infinity): number {
  let outliers = 0;
  for (let i = from; i < to; i++) if (2 * (amountsMinor[i] ?? 0) > 5 * medianMinor) outliers++;
  return outliers;
}

function reports(
  { amountsMinor, atMs: instants, reportedAtMs }: History,
  from: number,
  to: number,
  atMs: number,
): Pick<CustomerFacts, 'reported' | 'lastReportedPurchaseAtMs' | 'largestGoodMinor'> {
  let reported = 0;
  let lastReportedPurchaseAtMs: number | undefined;
  let largestGoodMinor: number | undefined;
  for (let i = from; i < to; i++) {
    if ((reportedAtMs[i] ?? Infinity) <= atMs) {
      reported++;
      lastReportedPurchaseAtMs = instants[i];
    } else {
      largestGoodMinor = Math.max(amountsMinor[i] ?? 0, largestGoodMinor ?? 0);
    }
  }
  return { reported, lastReportedPurchaseAtMs, largestGoodMinor };
}
