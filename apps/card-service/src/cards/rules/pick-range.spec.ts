import fc from 'fast-check';
import { pickRange } from './pick-range';

const chances = Array.from({ length: 1_000 }, (_, place) => place / 1_000);

function shareOf(iin: string, ranges: Parameters<typeof pickRange>[0]): number {
  return chances.filter((chance) => pickRange(ranges, chance) === iin).length / chances.length;
}

describe('the range to mint from', () => {
  it('is the only one there is, however full', () => {
    expect(pickRange([{ iin: '99990000', fill: 1 }], 0.999)).toBe('99990000');
  });

  it('is taken from ranges of one size by what is free in them', () => {
    const ranges = [
      { iin: '99990000', fill: 0.75 },
      { iin: '99990001', fill: 0 },
    ];
    expect(shareOf('99990000', ranges)).toBeCloseTo(0.2, 2);
  });

  it('is hardly ever a full one', () => {
    const ranges = [
      { iin: '99990000', fill: 1 },
      { iin: '99990001', fill: 0.5 },
    ];
    expect(shareOf('99990000', ranges)).toBeLessThanOrEqual(0.001);
  });

  it('of six digits has a hundred times as many numbers as one of eight', () => {
    const ranges = [
      { iin: '999900', fill: 0 },
      { iin: '88880000', fill: 0 },
    ];
    expect(shareOf('88880000', ranges)).toBeCloseTo(0.01, 2);
  });

  it('is always one of those given', () => {
    const range = fc.record({
      iin: fc.stringMatching(/^\d{8}$/),
      fill: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 5 }), chance, (ranges, at) => {
        expect(ranges.map(({ iin }) => iin)).toContain(pickRange(ranges, at));
      }),
    );
  });
});
