import { dayMs } from '@mayfly/fraud-model';
import type { TestWeek } from './test-weeks';

/** The three measures that the handbook publishes. */
export type Measures = Pick<TestWeek, 'areaUnderCurve' | 'averagePrecision' | 'cardPrecision'>;

/** A table of weeks of test with their mean below. */
export function printWeeks(weeks: readonly TestWeek[], print: (line: string) => void): void {
  print('week of test   transactions  frauds  AUC    average precision  card precision at 100');
  for (const week of weeks) {
    const from = new Date(week.firstDay * dayMs).toISOString().slice(0, 10);
    const counts = `${String(week.transactions).padStart(12)}  ${String(week.frauds).padStart(6)}`;
    print(`${from}     ${counts}  ${row(week)}`);
  }
  print(`mean                                 ${row(meanOf(weeks))}`);
}

/** The mean of the measures over weeks or worlds. */
export function meanOf(all: readonly Measures[]): Measures {
  const mean = (measure: keyof Measures): number =>
    all.reduce((sum, each) => sum + each[measure], 0) / all.length;
  return {
    areaUnderCurve: mean('areaUnderCurve'),
    averagePrecision: mean('averagePrecision'),
    cardPrecision: mean('cardPrecision'),
  };
}

function row({ areaUnderCurve, averagePrecision, cardPrecision }: Measures): string {
  return `${areaUnderCurve.toFixed(3)}  ${averagePrecision.toFixed(3)}              ${cardPrecision.toFixed(3)}`;
}
