import type { TerminalFacts } from './facts';
import type { PurchaseColumns } from './purchase-columns';
import { countOf, isKnown, since, spanOf, sumMinorOf, type Span } from './span';
import {
  byWindow,
  dayMs,
  mostRecentPurchases,
  mostSettledPurchases,
  settlementDays,
  terminalHistoryDays,
  windowsDays,
} from './windows';

/** The purchases at a terminal: two histories, or the same one twice. */
export interface TerminalHistories {
  /** Read for purchases of the last seven days. */
  readonly recent: PurchaseColumns;
  /** Read for purchases before. */
  readonly settled: PurchaseColumns;
}

/** What the terminal's histories say at instant t. */
export function terminalFacts(histories: TerminalHistories, atMs: number): TerminalFacts {
  // One millisecond on, because settled windows are open on the left and closed on the right.
  const settledByMs = atMs - settlementDays * dayMs + 1;
  const beginsMs = atMs - terminalHistoryDays * dayMs;
  const settled = spanOf(histories.settled, beginsMs, settledByMs, mostSettledPurchases);
  const recent = spanOf(histories.recent, settledByMs, atMs, mostRecentPurchases);
  const settledSince = (days: number): Span => since(settled, settledByMs - days * dayMs);
  const lastMonthMs = atMs - windowsDays[2] * dayMs;
  const { runCount, runSumMinor, runFirstAtMs, lastGoodAtMs, ...reports } = run(settled, recent, atMs);
  // Shorter names first, as in the facts of customers.
  return {
    counts: byWindow((days) => {
      const sinceMs = atMs - days * dayMs;
      return countOf(since(settled, sinceMs)) + countOf(since(recent, sinceMs));
    }),
    settled: byWindow((days) => countOf(settledSince(days))),
    runCount,
    sumMinor: sumMinorOf(since(settled, lastMonthMs)) + sumMinorOf(since(recent, lastMonthMs)),
    runSumMinor,
    lastGoodAtMs,
    runFirstAtMs,
    settledReported: byWindow((days) => countKnown(settledSince(days), atMs)),
    goodSinceReported: reports.goodSinceReported,
    reportedCustomers: reports.reportedCustomers,
    lastReportedPurchaseAtMs: reports.lastReportedPurchaseAtMs,
  };
}

type Run = Omit<TerminalFacts, 'counts' | 'sumMinor' | 'settled' | 'settledReported'>;

function run(settled: Span, recent: Span, atMs: number): Run {
  const lastGoodAtMs = lastAtMs(settled, (i) => !isKnown(settled.history, i, atMs));
  const lastReportedPurchaseAtMs =
    lastAtMs(recent, (i) => isKnown(recent.history, i, atMs)) ??
    lastAtMs(settled, (i) => isKnown(settled.history, i, atMs));
  const runFromMs = (lastGoodAtMs ?? -Infinity) + 1;
  return {
    lastGoodAtMs,
    lastReportedPurchaseAtMs,
    ...known([since(settled, runFromMs), since(recent, runFromMs)], atMs),
    goodSinceReported: countOf(since(settled, (lastReportedPurchaseAtMs ?? Infinity) + 1)),
    reportedCustomers: countReportedCustomers([settled, recent], atMs),
  };
}

function lastAtMs({ history, from, to }: Span, isMeant: (position: number) => boolean): number | undefined {
  for (let i = to - 1; i >= from; i--) if (isMeant(i)) return history.atMs[i];
  return undefined;
}

function countReportedCustomers(spans: readonly Span[], atMs: number): number {
  const customers = new Set<number>();
  for (const { history, from, to } of spans) {
    for (let i = from; i < to; i++)
      if (isKnown(history, i, atMs)) customers.add(history.counterparties[i] ?? -1);
  }
  return customers.size;
}

function known(spans: readonly Span[], atMs: number): Pick<Run, 'runCount' | 'runSumMinor' | 'runFirstAtMs'> {
  let runCount = 0;
  let runSumMinor = 0;
  let runFirstAtMs: number | undefined;
  for (const { history, from, to } of spans) {
    for (let i = from; i < to; i++) {
      if (!isKnown(history, i, atMs)) continue;
      runCount++;
      runSumMinor += history.amountsMinor[i] ?? 0;
      runFirstAtMs ??= history.atMs[i];
    }
  }
  return { runCount, runSumMinor, runFirstAtMs };
}

function countKnown({ history, from, to }: Span, atMs: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (isKnown(history, i, atMs)) count++;
  return count;
}
