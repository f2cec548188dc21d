import type { Direction } from '@mayfly/scorecard';
import { numberCode, type Column } from '../../table/column';
import { bestClasses, type BestClasses } from './best-classes';
import { leastClassShare, priceOfClass } from './class-size';
import type { Classing, CoarseClass } from './classing';
import { binOf, fineBounds } from './fine-bins';
import { groupCategories } from './group-categories';
import type { Outcomes, Rows } from './outcomes';

const mostFineBins = 64;

/** Finds the coarse classes of a column from some rows of the table. `asked` forces the direction. */
export function findClasses(
  column: Column,
  rows: Rows,
  outcomes: Outcomes,
  asked: Direction | null = null,
): Classing {
  // Empty cells and special values are classes of their own, whatever their size: they were given, not found.
  const given: CoarseClass[] = [
    { of: 'missing' },
    ...column.special.map((code) => ({ of: 'special', value: column.texts[code - 1] ?? '' }) as const),
  ];
  if (column.kind === 'category') {
    const groups = groupCategories(column, rows, outcomes);
    return { column, classes: [...groups, ...given], found: groups.length, monotone: null };
  }
  const { intervals, monotone } = findIntervals(column, rows, outcomes, asked);
  return { column, classes: [...intervals, ...given], found: intervals.length, monotone };
}

function findIntervals(
  { codes, numbers }: Column,
  rows: Rows,
  outcomes: Outcomes,
  asked: Direction | null,
): { intervals: CoarseClass[]; monotone: Direction | null } {
  const present = rows.filter((row) => codes[row] === numberCode);
  const bounds = fineBounds(
    Float64Array.from(present, (row) => numbers[row] ?? NaN),
    mostFineBins,
  );
  const goods = new Float64Array(bounds.length);
  const bads = new Float64Array(bounds.length);
  for (const row of present) {
    const side = outcomes[row] === 1 ? goods : bads;
    const bin = binOf(bounds, numbers[row] ?? NaN);
    side[bin] = (side[bin] ?? 0) + 1;
  }
  const { ends, monotone } = chooseDirection(goods, bads, rows.length, asked);
  const intervals = ends.map((end) => ({ of: 'interval', upTo: bounds[end - 1] ?? Infinity }) as const);
  return { intervals, monotone };
}

function chooseDirection(
  goods: Float64Array,
  bads: Float64Array,
  rows: number,
  asked: Direction | null,
): { ends: readonly number[]; monotone: Direction | null } {
  const price = priceOfClass(rows);
  const find = (direction: Direction | null): BestClasses =>
    bestClasses(goods, bads, { leastRows: leastClassShare * rows, priceOfClass: price, direction });
  if (asked !== null) return { ends: find(asked).ends, monotone: asked };
  const [asc, desc, free] = [find('asc'), find('desc'), find(null)];
  // The data are monotone unless a turn is worth two classes more than it costs.
  const straight = asc.worth >= desc.worth ? asc : desc;
  if (free.worth - straight.worth > 2 * price) return { ends: free.ends, monotone: null };
  return { ends: straight.ends, monotone: straight === asc ? 'asc' : 'desc' };
}
