import type { TerminalFacts } from './facts';
import type { History } from './history';
import { dayMs, settlementDays, terminalHistoryDays, windowsDays } from './windows';

/** What the terminal's history says at instant t. */
export function terminalFacts(history: History, atMs: number): TerminalFacts {
  const from = history.firstFrom(atMs - terminalHistoryDays * dayMs);
  const to = history.firstFrom(atMs);
  const starts = windowsDays.map((days) => history.firstFrom(atMs - days * dayMs));
  // One millisecond on, because settled windows are open on the left and closed on the right.
  const settledByMs = atMs - settlementDays * dayMs + 1;
  const settledTo = history.firstFrom(settledByMs);
  const settledFrom = windowsDays.map((days) => history.firstFrom(settledByMs - days * dayMs));
  let sumMinor = 0;
  for (let i = starts[2] ?? to; i < to; i++) sumMinor += history.amountsMinor[i] ?? 0;
  return {
    counts: starts.map((start) => to - start) as [number, number, number],
    sumMinor,
    settled: settledFrom.map((start) => settledTo - start) as [number, number, number],
    settledReported: settledFrom.map((start) => countKnown(history, start, settledTo, atMs)) as [
      number,
      number,
      number,
    ],
    ...run(history, from, to, settledTo, atMs),
  };
}

type Run = Omit<TerminalFacts, 'counts' | 'sumMinor' | 'settled' | 'settledReported'>;

function run(history: History, from: number, to: number, settledTo: number, atMs: number): Run {
  const customers = new Set<number>();
  let lastGoodAtMs: number | undefined;
  let lastReportedPurchaseAtMs: number | undefined;
  for (let i = from; i < to; i++) {
    if (isKnown(history, i, atMs)) {
      customers.add(history.counterparties[i] ?? -1);
      lastReportedPurchaseAtMs = history.atMs[i];
    } else if (i < settledTo) {
      lastGoodAtMs = history.atMs[i];
    }
  }
  const runFrom = lastGoodAtMs === undefined ? from : history.firstFrom(lastGoodAtMs + 1);
  const goodFrom = history.firstFrom((lastReportedPurchaseAtMs ?? Infinity) + 1);
  return {
    lastGoodAtMs,
    lastReportedPurchaseAtMs,
    ...known(history, runFrom, to, atMs),
    goodSinceReported: Math.max(0, settledTo - goodFrom),
    reportedCustomers: customers.size,
  };
}

function known(
  history: History,
  from: number,
  to: number,
  atMs: number,
): Pick<Run, 'runCount' | 'runSumMinor' | 'runFirstAtMs'> {
  let runCount = 0;
  let runSumMinor = 0;
  let runFirstAtMs: number | undefined;
  for (let i = from; i < to; i++) {
    if (!isKnown(history, i, atMs)) continue;
    runCount++;
    runSumMinor += history.amountsMinor[i] ?? 0;
    runFirstAtMs ??= history.atMs[i];
  }
  return { runCount, runSumMinor, runFirstAtMs };
}

function countKnown(history: History, from: number, to: number, atMs: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (isKnown(history, i, atMs)) count++;
  return count;
}

function isKnown({ reportedAtMs }: History, position: number, atMs: number): boolean {
  return (reportedAtMs[position] ?? Infinity) <= atMs;
}
