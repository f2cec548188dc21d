import { emptyCode, numberCode, type Column } from '../table/column';
import { BadTable } from '../table/bad-table';
import { ratioColumn } from '../table/ratio-column';
import type { Table } from '../table/table';
import { outcomesOf } from './check-table';
import type { Outcomes } from './classes/outcomes';
import type { TrainingOptions } from './training-options';

/** What can be learned from: the rows that have an outcome, and columns that are not always the same. */
export interface TrainingTable {
  readonly columns: readonly Column[];
  readonly outcomes: Outcomes;
  readonly rowsWithoutOutcome: number;
  readonly leftOut: readonly LeftOut[];
}

/** A column that cannot become a characteristic. */
export interface LeftOut {
  readonly column: string;
  readonly because: string;
}

/** Makes the columns that characteristics are looked for in. Throws {@link BadTable} when there is nothing to learn from. */
export function prepareTable(file: string, table: Table, options: TrainingOptions): TrainingTable {
  const { target, exclude, ratios } = options;
  const outcomes = outcomesOf(file, table, options);
  const rows = Int32Array.from(outcomes.keys()).filter((row) => outcomes[row] !== null);
  const whole = new Map(table.columns.map((column) => [column.name, keepRows(column, rows)]));
  const columnOf = (name: string): Column => {
    const column = whole.get(name);
    if (column === undefined) throw new BadTable(file, [`there is no column ${name}`]);
    if (column.kind === 'number') return column;
    throw new BadTable(file, [`--ratio uses ${name}, which holds texts`]);
  };
  const candidates = [
    ...[...whole.values()].filter(({ name }) => name !== target && !exclude.includes(name)),
    ...Object.entries(ratios).map(([name, ratio]) => ratioColumn(name, ratio, columnOf)),
  ];
  const leftOut = candidates.flatMap((column) => constantBecause(column));
  const constant = new Set(leftOut.map(({ column }) => column));
  const columns = candidates.filter(({ name }) => !constant.has(name));
  if (columns.length === 0) {
    const problems = leftOut.map(({ column, because }) => `column ${column} ${because}`);
    throw new BadTable(file, ['there is no column to learn from', ...problems]);
  }
  return {
    columns,
    outcomes: Uint8Array.from(rows, (row) => outcomes[row] ?? 0),
    rowsWithoutOutcome: table.rows - rows.length,
    leftOut,
  };
}

function keepRows(column: Column, rows: Int32Array): Column {
  if (rows.length === column.codes.length) return column;
  return {
    ...column,
    numbers: Float64Array.from(rows, (row) => column.numbers[row] ?? NaN),
    codes: Int32Array.from(rows, (row) => column.codes[row] ?? emptyCode),
  };
}

function constantBecause({ name, codes, numbers, texts }: Column): LeftOut[] {
  const [code] = codes;
  const [number] = numbers;
  const isConstant = codes.every(
    (other, row) => other === code && (code !== numberCode || numbers[row] === number),
  );
  if (!isConstant) return [];
  const value = code === numberCode ? String(number) : texts[(code ?? 0) - 1];
  return [
    {
      column: name,
      because: value === undefined ? 'is empty in every row' : `is constant: ${value} in every row`,
    },
  ];
}
