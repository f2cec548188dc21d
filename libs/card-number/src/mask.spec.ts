import fc from 'fast-check';
import { findLuhnNumbers, lastFour, maskCardNumber } from './index';

test('of a number, IIN and last four may be seen', () => {
  expect(maskCardNumber('9999000012345678')).toBe('99990000****5678');
  expect(lastFour('9999000012345678')).toBe('5678');
});

test('a masked number is as long as it was, hides four digits at least, and is found by no scan', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,19}$/), (number) => {
      const masked = maskCardNumber(number);
      expect(masked).toHaveLength(number.length);
      expect(masked.replace(/\d/g, '').length).toBeGreaterThanOrEqual(Math.min(4, number.length));
      expect(findLuhnNumbers(masked)).toEqual([]);
    }),
  );
});
