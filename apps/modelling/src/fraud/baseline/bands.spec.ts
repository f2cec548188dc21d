import { quantileBands, spreadOver } from './bands';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

test('bands hold a tenth each, the uppermost hundredth on its own', () => {
  expect(quantileBands(upTo(1000))).toEqual({
    unknown: 0,
    bands: [
      ...[100, 200, 300, 400, 500, 600, 700, 800, 900].map((bound) => ({ upTo: bound, share: 0.1 })),
      { upTo: 990, share: 0.09 },
      { upTo: null, share: 0.01 },
    ],
  });
});

test('values that are all alike are one band, and the last band is never empty', () => {
  expect(quantileBands([3, 3, 3, 3]).bands).toEqual([{ upTo: null, share: 1 }]);
  expect(quantileBands([0, 0, 0, 1]).bands).toEqual([
    { upTo: 0, share: 0.75 },
    { upTo: null, share: 0.25 },
  ]);
});

test('where little is known there is one band for all of it', () => {
  const values = [...upTo(15), ...new Array<number>(985).fill(NaN)];
  expect(quantileBands(values)).toEqual({ unknown: 0.985, bands: [{ upTo: null, share: 0.015 }] });
});

test('a value belongs to the first band whose end it does not exceed', () => {
  expect(spreadOver([1, 2], [0.5, 1, 1.5, NaN])).toEqual({
    unknown: 0.25,
    bands: [
      { upTo: 1, share: 0.5 },
      { upTo: 2, share: 0.25 },
      { upTo: null, share: 0 },
    ],
  });
});
