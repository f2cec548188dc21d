import { cardPrecision } from './card-precision';
import { areaUnderCurve, averagePrecision } from './ranking-metrics';
import type { ScoredTransaction } from './scored-transaction';

const weekDays = 7;

/** How well the scores of one week of test found its fraud. */
export interface TestWeek {
  /** UTC day of its first day, as a count of days. */
  readonly firstDay: number;
  readonly transactions: number;
  readonly frauds: number;
  readonly areaUnderCurve: number;
  readonly averagePrecision: number;
  readonly cardPrecision: number;
}

/** How many weeks are tested when there are enough: as in the handbook's published figures. */
export const testWeeks = 4;

/** First days of the last weeks that have two weeks before them, oldest first; empty when there is none. */
export function lastWeeks(firstDay: number, lastDay: number, weeks = testWeeks): number[] {
  return Array.from({ length: weeks }, (_, i) => lastDay + 1 - (weeks - i) * weekDays).filter(
    (day) => day >= firstDay + 2 * weekDays,
  );
}

/**
 * The handbook's protocol: seven days of test, after seven days of delay, after the seven days whose labels are known. A card
 * with a fraud that is known on a day of the test is left out from that day on; the others count.
 */
export function testWeek(transactions: readonly ScoredTransaction[], firstDay: number): TestWeek {
  const byDay = groupByDay(transactions);
  const known = new Set<string>();
  const tested: ScoredTransaction[][] = [];
  for (let day = firstDay - 2 * weekDays; day < firstDay - weekDays; day++) addFrauds(known, byDay.get(day));
  for (let day = firstDay; day < firstDay + weekDays; day++) {
    addFrauds(known, byDay.get(day - weekDays - 1));
    tested.push((byDay.get(day) ?? []).filter(({ customerId }) => !known.has(customerId)));
  }
  const all = tested.flat();
  const cases = { scores: all.map(({ score }) => score), frauds: all.map(({ fraud }) => fraud) };
  return {
    firstDay,
    transactions: all.length,
    frauds: cases.frauds.filter((fraud) => fraud).length,
    areaUnderCurve: areaUnderCurve(cases),
    averagePrecision: averagePrecision(cases),
    cardPrecision: cardPrecision(tested),
  };
}

function addFrauds(known: Set<string>, transactions: readonly ScoredTransaction[] = []): void {
  for (const { fraud, customerId } of transactions) if (fraud) known.add(customerId);
}

function groupByDay(transactions: readonly ScoredTransaction[]): Map<number, ScoredTransaction[]> {
  const days = new Map<number, ScoredTransaction[]>();
  for (const transaction of transactions) {
    const day = days.get(transaction.day);
    if (day === undefined) days.set(transaction.day, [transaction]);
    else day.push(transaction);
  }
  return days;
}
