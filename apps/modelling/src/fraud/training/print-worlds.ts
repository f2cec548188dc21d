import { meanOf, type Measures } from '../backtest/print-weeks';

/** Prints a Markdown table of the measures by world, each as soon as it is known, the mean in the last row. */
export function printWorlds(
  worlds: Iterable<Measures & { readonly seed: number }>,
  print: (line: string) => void,
): void {
  print('| seed | AUC | average precision | card precision at 100 |');
  print('|---|---|---|---|');
  const all: Measures[] = [];
  for (const { seed, ...measures } of worlds) {
    all.push(measures);
    print(row(String(seed), measures));
  }
  print(row('mean', meanOf(all)));
}

function row(name: string, { areaUnderCurve, averagePrecision, cardPrecision }: Measures): string {
  return `| ${name} | ${[areaUnderCurve, averagePrecision, cardPrecision].map((each) => each.toFixed(4)).join(' | ')} |`;
}
