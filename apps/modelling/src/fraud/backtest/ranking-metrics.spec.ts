import { areaUnderCurve, averagePrecision } from './ranking-metrics';

const cases = { scores: [0.9, 0.8, 0.7, 0.6], frauds: [true, false, true, false] };

test('area under the curve: three of four pairs of fraud and good are in the right order', () => {
  expect(areaUnderCurve(cases)).toBe(0.75);
});

test('average precision: precision 1 at the first fraud, 2/3 at the second', () => {
  expect(averagePrecision(cases)).toBeCloseTo((1 + 2 / 3) / 2, 12);
});

test('equal scores are one threshold: half a point in the area, one precision for all', () => {
  const tied = { scores: [0.5, 0.5, 0.5, 0.5], frauds: [true, false, false, false] };
  expect(areaUnderCurve(tied)).toBe(0.5);
  expect(averagePrecision(tied)).toBe(0.25);
});

test('a perfect order measures 1, the reverse order measures no area', () => {
  expect(areaUnderCurve({ scores: [3, 2, 1], frauds: [true, true, false] })).toBe(1);
  expect(averagePrecision({ scores: [3, 2, 1], frauds: [true, true, false] })).toBe(1);
  expect(areaUnderCurve({ scores: [1, 2, 3], frauds: [true, false, false] })).toBe(0);
});

test('without a fraud there is nothing to measure', () => {
  expect(areaUnderCurve({ scores: [1, 2], frauds: [false, false] })).toBeNaN();
  expect(averagePrecision({ scores: [1, 2], frauds: [false, false] })).toBeNaN();
});
