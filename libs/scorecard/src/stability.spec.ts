import fc from 'fast-check';
import { sharesByBand, stabilityIndex } from './stability';

const shares = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 10, maxLength: 10 }).map((counts) => {
  const sum = counts.reduce((one, other) => one + other);
  return counts.map((count) => count / sum);
});

describe('the population stability index', () => {
  it('is 0 for the same distribution, positive for any other, and the same in both directions', () => {
    fc.assert(
      fc.property(shares, shares, (before, now) => {
        expect(stabilityIndex(before, before)).toBe(0);
        expect(stabilityIndex(before, now)).toBeGreaterThanOrEqual(0);
        expect(stabilityIndex(before, now)).toBeCloseTo(stabilityIndex(now, before), 9);
      }),
    );
  });

  it('is the textbook sum', () => {
    const expected = (0.5 - 0.25) * Math.log(0.5 / 0.25) + (0.5 - 0.75) * Math.log(0.5 / 0.75);
    expect(stabilityIndex([0.25, 0.75], [0.5, 0.5])).toBeCloseTo(expected, 12);
  });

  it('stays finite when nobody is left in a band', () => {
    expect(stabilityIndex([0.5, 0.5], [0, 1])).toBeLessThan(10);
  });

  it('refuses to compare different bands', () => {
    expect(() => stabilityIndex([1], [0.5, 0.5])).toThrow('same bands');
  });
});

describe('the shares of a baseline', () => {
  it('count each score in the band that ends at or above it', () => {
    const baseline = [
      { upTo: 500, share: 0.3 },
      { upTo: 520, share: 0.3 },
      { upTo: null, share: 0.4 },
    ];
    expect(sharesByBand(baseline, [499, 500, 501, 900])).toEqual([0.5, 0.25, 0.25]);
  });
});
