import { allRows, columnOf } from '../../../spec/columns';
import { classesOfRows, type Classing } from '../classes/classing';
import { countOutcomes } from '../classes/outcomes';
import { weighEvidence, type Evidence } from './weigh-evidence';

function evidenceOf(cells: readonly string[], outcomes: readonly number[]): Evidence {
  const classing: Classing = {
    column: columnOf('value', cells),
    classes: [{ of: 'interval', upTo: 1 }, { of: 'interval', upTo: Infinity }, { of: 'missing' }],
    found: 2,
    monotone: null,
  };
  const rows = allRows(cells.length);
  const all = Uint8Array.from(outcomes);
  return weighEvidence(classing, classesOfRows(classing), rows, all, countOutcomes(rows, all));
}

describe('the weight of evidence', () => {
  it('is ln[(goods + .5) / all goods / ((bads + .5) / all bads)], and the information value their weighted sum', () => {
    const cells = [...Array<string>(40).fill('1'), ...Array<string>(60).fill('2')];
    // 10 good and 30 bad ones in the first class, 50 and 10 in the second.
    const outcomes = cells.map((_, row) => (row < 10 || row >= 50 ? 1 : 0));
    const { weights, counts, informationValue } = evidenceOf(cells, outcomes);
    const [low, high] = [Math.log(10.5 / 60 / (30.5 / 40)), Math.log(50.5 / 60 / (10.5 / 40))];
    expect(counts.slice(0, 2)).toEqual([
      { goods: 10, bads: 30 },
      { goods: 50, bads: 10 },
    ]);
    expect(weights[0]).toBeCloseTo(low, 12);
    expect(weights[1]).toBeCloseTo(high, 12);
    expect(informationValue).toBeCloseTo((10 / 60 - 30 / 40) * low + (50 / 60 - 10 / 40) * high, 12);
  });

  it('stays finite in a class without a bad outcome', () => {
    const cells = [...Array<string>(50).fill('1'), ...Array<string>(50).fill('2')];
    const { weights } = evidenceOf(
      cells,
      cells.map((cell) => (cell === '1' ? 1 : 0)),
    );
    expect(weights[0]).toBeCloseTo(Math.log(50.5 / 0.5), 12);
    expect(weights[1]).toBeCloseTo(-Math.log(50.5 / 0.5), 12);
  });

  it('is 0 for empty cells that are too few to be measured, and is theirs from 5 % of the rows on', () => {
    const cells = (empty: number): string[] =>
      Array.from({ length: 100 }, (_, row) => (row < empty ? '' : row % 2 === 0 ? '1' : '2'));
    const outcomes = Array.from({ length: 100 }, (_, row) => (row < 2 || row % 3 === 0 ? 0 : 1));
    expect(evidenceOf(cells(4), outcomes).weights[2]).toBe(0);
    expect(evidenceOf(cells(5), outcomes).weights[2]).not.toBe(0);
    expect(evidenceOf(cells(0), outcomes).weights[2]).toBe(0);
  });
});
