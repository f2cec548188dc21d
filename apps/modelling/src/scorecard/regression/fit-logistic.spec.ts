import { randomFrom } from '../validation/random';
import { fitLogistic } from './fit-logistic';
import { selectCharacteristics } from './select-characteristics';

const truth = [0.4, 1, 0.7, 0, 0.5];

/** Columns and outcomes of a regression of which everything is known; column 4 is column 0 with noise. */
function drawn(rows: number): { columns: Float64Array[]; good: Uint8Array } {
  const random = randomFrom(11);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const columns = Array.from({ length: 4 }, () => Float64Array.from({ length: rows }, normal));
  const good = Uint8Array.from({ length: rows }, (_, row) => {
    const logOdds = columns.reduce(
      (sum, column, at) => sum + (truth[at + 1] ?? 0) * (column[row] ?? 0),
      truth[0] ?? 0,
    );
    return random() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
  });
  const copy = Float64Array.from(columns[0] ?? [], (value) => value + 0.7 * normal());
  const against = Float64Array.from(columns[1] ?? [], (value) => -value);
  return { columns: [...columns, copy, against], good };
}

const { columns, good } = drawn(20_000);

describe('the logistic regression', () => {
  it('finds the coefficients of a world of which they are known', () => {
    const { coefficients } = fitLogistic(columns.slice(0, 4), good, 1);
    for (const [index, coefficient] of truth.entries()) {
      expect(Math.abs((coefficients[index] ?? NaN) - coefficient)).toBeLessThan(0.07);
    }
  });

  it('has one sign: what speaks against itself gets 0, and the rest is the best fit without it', () => {
    const all = fitLogistic(columns, good, 1);
    expect(Math.min(...all.coefficients.slice(1))).toBeGreaterThanOrEqual(0);
    expect(all.coefficients[6]).toBe(0);
    const without = fitLogistic(columns.slice(0, 5), good, 1);
    expect([...without.coefficients].map((value) => value.toFixed(5))).toEqual(
      [...all.coefficients.slice(0, 6)].map((value) => value.toFixed(5)),
    );
  });

  it('stands where the loss is flat in every direction that it may go', () => {
    const ridge = 3;
    const { coefficients } = fitLogistic(columns, good, ridge);
    const residuals = Float64Array.from(good, (isGood, row) => {
      const logOdds = columns.reduce(
        (sum, column, at) => sum + (coefficients[at + 1] ?? 0) * (column[row] ?? 0),
        coefficients[0] ?? 0,
      );
      return 1 / (1 + Math.exp(-logOdds)) - isGood;
    });
    for (const [at, column] of columns.entries()) {
      const coefficient = coefficients[at + 1] ?? 0;
      const slope = column.reduce(
        (sum, value, row) => sum + value * (residuals[row] ?? 0),
        ridge * coefficient,
      );
      if (coefficient > 0) expect(Math.abs(slope)).toBeLessThan(0.01);
      else expect(slope).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('the selection of characteristics', () => {
  it('keeps what the outcome depends on, and drops noise, copies and what has the wrong sign', () => {
    const { chosen } = selectCharacteristics(columns, good, Math.log(good.length));
    expect(chosen.map(({ column }) => column)).toEqual([0, 1, 3]);
  });

  it('keeps one even where nothing tells anything', () => {
    const random = randomFrom(5);
    const coin = Uint8Array.from(good, () => Math.round(random()));
    expect(selectCharacteristics(columns, coin, 1000).chosen).toHaveLength(1);
  });
});
