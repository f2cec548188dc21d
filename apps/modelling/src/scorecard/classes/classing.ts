import type { Direction } from '@mayfly/scorecard';
import { emptyCode, numberCode, type Column } from '../../table/column';
import { binOf } from './fine-bins';

/** A coarse class: what belongs to it. */
export type CoarseClass =
  | { readonly of: 'interval'; readonly upTo: number }
  | { readonly of: 'group'; readonly values: readonly string[]; readonly rare: boolean }
  | { readonly of: 'missing' }
  | { readonly of: 'special'; readonly value: string };

/** How a column's values are put into classes. Found classes come first, then the given ones: missing, and each special value. */
export interface Classing {
  readonly column: Column;
  readonly classes: readonly CoarseClass[];
  /** How many classes were found in the values. */
  readonly found: number;
  readonly monotone: Direction | null;
}

/** {@link classesOfRows} of a value that training never saw and no class covers. */
export const unseenClass = 255;

/** The class of every row of the table, by index in `classes`. */
export function classesOfRows({ column, classes, found }: Classing): Uint8Array {
  const bounds = classes.flatMap((coarse) => (coarse.of === 'interval' ? [coarse.upTo] : []));
  const byCode = classesByCode(column, classes, found);
  const { codes, numbers } = column;
  const assigned = new Uint8Array(codes.length);
  for (let row = 0; row < assigned.length; row += 1) {
    const code = codes[row] ?? emptyCode;
    assigned[row] = code === numberCode ? binOf(bounds, numbers[row] ?? NaN) : (byCode[code] ?? unseenClass);
  }
  return assigned;
}

function classesByCode({ texts }: Column, classes: readonly CoarseClass[], found: number): Uint8Array {
  const rare = classes.findIndex((coarse) => coarse.of === 'group' && coarse.rare);
  const byText = new Map<string, number>();
  for (const [index, coarse] of classes.entries()) {
    if (coarse.of === 'group') for (const value of coarse.values) byText.set(value, index);
    if (coarse.of === 'special') byText.set(coarse.value, index);
  }
  const otherwise = rare === -1 ? unseenClass : rare;
  return Uint8Array.from([found, ...texts.map((text) => byText.get(text) ?? otherwise)]);
}
