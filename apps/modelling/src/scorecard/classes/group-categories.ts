import { emptyCode, type Column } from '../../table/column';
import { bestClasses } from './best-classes';
import { leastClassShare, priceOfClass } from './class-size';
import type { CoarseClass } from './classing';
import type { Outcomes, Rows } from './outcomes';

/** A class of rare categories takes whatever has no class of its own; a longer list would say nothing more. */
const mostRareListed = 20;

type Group = Extract<CoarseClass, { of: 'group' }>;

interface Category {
  readonly values: readonly string[];
  readonly rare: boolean;
  goods: number;
  bads: number;
}

/**
 * Joins categories of like risk. Those with under 5 % of the rows are taken together first: ordered by the share of bad outcomes of
 * a handful of rows each, they would show differences that chance has made.
 */
export function groupCategories(column: Column, rows: Rows, outcomes: Outcomes): Group[] {
  const least = leastClassShare * rows.length;
  const counted = countCategories(column, rows, outcomes);
  const frequent = counted.filter(({ goods, bads }) => goods + bads >= least);
  const rare = counted.filter(({ goods, bads }) => goods + bads < least);
  const ordered = [...frequent, ...(rare.length === 0 ? [] : [together(rare)])].sort(
    (one, other) => badShare(one) - badShare(other),
  );
  const { ends } = bestClasses(
    ordered.map(({ goods }) => goods),
    ordered.map(({ bads }) => bads),
    { leastRows: least, priceOfClass: priceOfClass(rows.length), direction: 'asc' },
  );
  return ends.map((end, index) => {
    const joined = ordered.slice(ends[index - 1] ?? 0, end);
    return {
      of: 'group',
      values: joined.flatMap(({ values }) => values),
      rare: joined.some((category) => category.rare),
    };
  });
}

function countCategories(column: Column, rows: Rows, outcomes: Outcomes): Category[] {
  const byCode = new Map<number, Category>();
  const special = new Set(column.special);
  for (const row of rows) {
    const code = column.codes[row] ?? emptyCode;
    if (code === emptyCode || special.has(code)) continue;
    let category = byCode.get(code);
    if (category === undefined) {
      category = { values: [column.texts[code - 1] ?? ''], rare: false, goods: 0, bads: 0 };
      byCode.set(code, category);
    }
    if (outcomes[row] === 1) category.goods += 1;
    else category.bads += 1;
  }
  return [...byCode.values()];
}

function together(categories: readonly Category[]): Category {
  const sum = (of: (category: Category) => number): number =>
    categories.reduce((total, category) => total + of(category), 0);
  return {
    values: categories.length > mostRareListed ? [] : categories.flatMap(({ values }) => values).sort(),
    rare: true,
    goods: sum(({ goods }) => goods),
    bads: sum(({ bads }) => bads),
  };
}

function badShare({ goods, bads }: Category): number {
  return bads / (goods + bads);
}
