import { emptyCode, numberCode, type Column } from '../table/column';
import { BadTable } from '../table/bad-table';
import { listNames } from '../table/header';
import type { Table } from '../table/table';
import type { TrainingOptions } from './training-options';

const leastRows = 100;
const leastOfEachOutcome = 20;

/** Throws {@link BadTable} for names in the options that the table does not have: before any row is read. */
export function checkNames(file: string, names: readonly string[], options: TrainingOptions): void {
  const { target, exclude, monotone, ratios } = options;
  const parts = Object.values(ratios).flatMap(({ of, to, less }) => [
    of,
    to,
    ...(less === undefined ? [] : [less]),
  ]);
  const known = new Set(names);
  const characteristics = new Set([...names, ...Object.keys(ratios)]);
  const there = `the columns are ${listNames(names)}`;
  const problems = [
    ...(known.has(target) ? [] : [`there is no target column ${target}; ${there}`]),
    ...exclude.filter((name) => !known.has(name)).map((name) => `--exclude names ${name}; ${there}`),
    ...parts.filter((name) => !known.has(name)).map((name) => `--ratio names ${name}; ${there}`),
    ...Object.keys(ratios)
      .filter((name) => known.has(name))
      .map((name) => `--ratio makes ${name}, which is a column already`),
    ...Object.keys(monotone)
      .filter((name) => !characteristics.has(name))
      .map((name) => `--monotone names ${name}; ${there}`),
    ...(parts.includes(target) ? [`--ratio uses the target column ${target}`] : []),
  ];
  if (problems.length > 0) throw new BadTable(file, problems);
}

/** The outcome of each row: 1 good, 0 bad, null not known. Throws {@link BadTable} when there are too few of either. */
export function outcomesOf(file: string, table: Table, { target, bad }: TrainingOptions): (0 | 1 | null)[] {
  const column = table.columns.find(({ name }) => name === target);
  if (column === undefined) throw new BadTable(file, [`there is no target column ${target}`]);
  const outcomeOf = (row: number): 0 | 1 | null => {
    const code = column.codes[row] ?? emptyCode;
    if (code === numberCode) return column.numbers[row] === Number(bad) ? 0 : 1;
    if (code !== emptyCode && column.texts[code - 1] === bad) return 0;
    // A special code among the outcomes says that there is none yet.
    return code === emptyCode || column.special.includes(code) ? null : 1;
  };
  const outcomes = Array.from({ length: table.rows }, (_, row) => outcomeOf(row));
  const goods = outcomes.filter((outcome) => outcome === 1).length;
  const bads = outcomes.filter((outcome) => outcome === 0).length;
  const problems = [
    ...(bads === 0
      ? [`the target ${target} is nowhere ${bad}: there is one class only; it is ${valuesOf(column)}`]
      : []),
    ...(goods === 0 ? [`the target ${target} is ${bad} in every row: there is one class only`] : []),
  ];
  if (problems.length === 0 && (goods + bads < leastRows || Math.min(goods, bads) < leastOfEachOutcome)) {
    problems.push(
      `${goods} good and ${bads} bad outcomes are too few: ${leastRows} rows and ${leastOfEachOutcome} of each are the least`,
    );
  }
  if (problems.length > 0) throw new BadTable(file, problems);
  return outcomes;
}

function valuesOf(column: Column): string {
  const numbers = new Set(column.numbers.filter((_, row) => column.codes[row] === numberCode));
  return listNames([...column.texts, ...[...numbers].slice(0, 21).map(String)]);
}
