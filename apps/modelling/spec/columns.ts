import { SpecialCodes } from '../src/table/cell';
import { ColumnBuilder, type Column } from '../src/table/column';

/** A column of these cells. */
export function columnOf(name: string, cells: readonly string[], special: readonly string[] = []): Column {
  const builder = new ColumnBuilder(name, new SpecialCodes(special));
  cells.forEach((cell, index) => builder.add(cell, index + 2));
  return builder.build();
}

/** The indices of so many rows. */
export function allRows(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index);
}
