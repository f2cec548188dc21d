import { divide, type Ratio } from '@mayfly/scorecard';
import { numberCode, type Column } from './column';

/** The column of a ratio: empty where a part of it is not a number. */
export function ratioColumn(name: string, ratio: Ratio, columnOf: (name: string) => Column): Column {
  const of = columnOf(ratio.of);
  const to = columnOf(ratio.to);
  const less = ratio.less === undefined ? undefined : columnOf(ratio.less);
  const numbers = new Float64Array(of.codes.length);
  const codes = new Int32Array(of.codes.length);
  for (let row = 0; row < codes.length; row += 1) {
    const parts = less === undefined ? [of, to] : [of, to, less];
    if (parts.some((part) => part.codes[row] !== numberCode)) continue;
    codes[row] = numberCode;
    numbers[row] = divide(of.numbers[row] ?? NaN, (to.numbers[row] ?? NaN) - (less?.numbers[row] ?? 0));
  }
  return { name, kind: 'number', numbers, codes, texts: [], special: [] };
}
