import fc from 'fast-check';
import { allRows, columnOf } from '../../../spec/columns';
import { classesOfRows, type Classing } from './classing';
import { findClasses } from './find-classes';

function sharesOf(classing: Classing): number[] {
  const assigned = classesOfRows(classing);
  return classing.classes.map(
    (_, index) => assigned.filter((found) => found === index).length / assigned.length,
  );
}

/** Cells and outcomes: the share of bad outcomes of each value is given. */
function drawn(badShares: Record<string, number>, each: number): { cells: string[]; outcomes: Uint8Array } {
  const cells = Object.keys(badShares).flatMap((value) => Array.from({ length: each }, () => value));
  const outcomes = Object.values(badShares).flatMap((share) =>
    Array.from({ length: each }, (_, index) => (index < share * each ? 0 : 1)),
  );
  return { cells, outcomes: Uint8Array.from(outcomes) };
}

function classesOf(
  badShares: Record<string, number>,
  asked?: 'asc' | 'desc',
  special: string[] = [],
): Classing {
  const { cells, outcomes } = drawn(badShares, 200);
  return findClasses(columnOf('value', cells, special), allRows(cells.length), outcomes, asked);
}

const bounds = ({ classes }: Classing): number[] =>
  classes.flatMap((coarse) => (coarse.of === 'interval' ? [coarse.upTo] : []));

describe('the coarse classes of numbers', () => {
  it('part the values where the risk changes, and join those of like risk', () => {
    const classing = classesOf({ '1': 0.5, '2': 0.5, '3': 0.2, '4': 0.2, '5': 0.05 });
    expect(bounds(classing)).toEqual([2.5, 4.5, Infinity]);
    expect(classing.monotone).toBe('desc');
  });

  it('turn only where the data do so clearly', () => {
    expect(classesOf({ '1': 0.5, '2': 0.1, '3': 0.1, '4': 0.5 }).monotone).toBeNull();
    expect(classesOf({ '1': 0.5, '2': 0.3, '3': 0.31, '4': 0.1 }).monotone).toBe('desc');
  });

  it('run as they are asked to, even against the data', () => {
    expect(bounds(classesOf({ '1': 0.5, '2': 0.2, '3': 0.1 }, 'asc'))).toEqual([Infinity]);
    expect(bounds(classesOf({ '1': 0.5, '2': 0.1, '3': 0.4 }, 'desc'))).toEqual([1.5, Infinity]);
  });

  it('hold at least 5 % of the rows each, whatever the values and the outcomes', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(row, { minLength: 100, maxLength: 300 }), (rows) => {
        const outcomes = Uint8Array.from(rows, ([value, luck]) => (luck || value > 40 ? 1 : 0));
        const column = columnOf(
          'value',
          rows.map(([value]) => String(value)),
        );
        const classing = findClasses(column, allRows(rows.length), outcomes);
        for (const share of sharesOf(classing).slice(0, classing.found))
          expect(share).toBeGreaterThanOrEqual(0.05);
      }),
      { numRuns: 50 },
    );
  });

  it('leave empty cells and special values in classes of their own, however few', () => {
    const { cells, outcomes } = drawn({ '1': 0.5, '2': 0.1 }, 200);
    const odd = ['', 'NA', '-9', '-9.0', 'refused'];
    const column = columnOf('value', [...cells, ...odd], ['refused', '-9']);
    const all = Uint8Array.from([...outcomes, 1, 0, 1, 0, 1]);
    const classing = findClasses(column, allRows(all.length), all);
    const assigned = classesOfRows(classing);
    const named = odd.map((_, index) => classing.classes[assigned[cells.length + index] ?? 99]);
    expect(named).toEqual([
      { of: 'missing' },
      { of: 'missing' },
      { of: 'special', value: '-9' },
      { of: 'special', value: '-9' },
      { of: 'special', value: 'refused' },
    ]);
    expect(bounds(classing)).toEqual([1.5, Infinity]);
  });
});

describe('the coarse classes of categories', () => {
  const groups = ({ classes }: Classing): (readonly string[])[] =>
    classes.flatMap((coarse) => (coarse.of === 'group' ? [coarse.values] : []));

  it('join categories of like risk', () => {
    const classing = classesOf({ rent: 0.4, owner: 0.1, hotel: 0.41, family: 0.2 });
    expect(groups(classing)).toEqual([['owner'], ['family'], ['rent', 'hotel']]);
  });

  it('take those with under 5 % of the rows together, with all that may come later', () => {
    const { cells, outcomes } = drawn({ rent: 0.4, owner: 0.1 }, 300);
    const rare = Array.from({ length: 60 }, (_, index) => `rare${index}`);
    const column = columnOf('home', [...cells, ...rare]);
    const all = Uint8Array.from([...outcomes, ...rare.map((_, index) => index % 2)]);
    const classing = findClasses(column, allRows(all.length), all);
    const takesOthers = classing.classes.filter((coarse) => coarse.of === 'group' && coarse.rare);
    expect(takesOthers).toHaveLength(1);
    const assigned = classesOfRows(classing).slice(cells.length);
    expect(new Set(assigned)).toEqual(
      new Set([classing.classes.findIndex((coarse) => coarse === takesOthers[0])]),
    );
  });
});
