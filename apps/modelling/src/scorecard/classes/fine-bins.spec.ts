import fc from 'fast-check';
import { binOf, fineBounds } from './fine-bins';
import { simplestBetween } from './simplest-between';

const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ noNaN: true })), {
  minLength: 1,
});

describe('fine bins', () => {
  it('never part equal values, keep the order, and leave no value without a bin', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 64 }), (given, most) => {
        const bounds = fineBounds(Float64Array.from(given), most);
        expect(bounds.at(-1)).toBe(Infinity);
        const sorted = [...given].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
        const bins = sorted.map((value) => binOf(bounds, value));
        expect(bins).toEqual([...bins].sort((one, other) => one - other));
        for (const [at, bin] of bins.entries()) {
          if (sorted[at] === sorted[at + 1]) expect(bins[at + 1]).toBe(bin);
        }
        expect(new Set(bins).size).toBe(bounds.length);
      }),
    );
  });

  it('give a value that many share a bin by itself', () => {
    const bounds = fineBounds(Float64Array.from([0, 0, 0, 0, 0, 0, 1, 2, 3, 4]), 5);
    expect(binOf(bounds, 0)).not.toBe(binOf(bounds, 1));
  });
});

describe('a bound', () => {
  it('is the middle of two values, rounded as far as it stays between them', () => {
    expect(simplestBetween(3, 4)).toBe(3.5);
    expect(simplestBetween(1234.5, 1310.2)).toBe(1300);
    expect(simplestBetween(0.1234, 0.1242)).toBe(0.124);
  });

  it('is at least the lower and below the upper one', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (one, other) => {
        fc.pre(one < other);
        const bound = simplestBetween(one, other);
        expect(bound >= one && bound < other).toBe(true);
      }),
    );
  });
});
