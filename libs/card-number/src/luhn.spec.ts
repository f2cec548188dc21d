import fc from 'fast-check';
import { completeLuhn, passesLuhn } from './index';

const anyDigits = fc.stringMatching(/^\d{1,18}$/);

test.each(['4111111111111111', '79927398713', '5555555555554444', '378282246310005', '00'])(
  'the published number %s passes',
  (number) => {
    expect(passesLuhn(number)).toBe(true);
  },
);

test('completed digits pass, and no other check digit does', () => {
  fc.assert(
    fc.property(anyDigits, (digits) => {
      const passing = Array.from({ length: 10 }, (_, check) => `${digits}${check}`).filter(passesLuhn);
      expect(passing).toEqual([completeLuhn(digits)]);
    }),
  );
});

test('one mistyped digit never passes', () => {
  fc.assert(
    fc.property(
      anyDigits.map(completeLuhn),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      (number, at, shift) => {
        const index = at % number.length;
        const wrong = String((Number(number[index]) + shift) % 10);
        expect(passesLuhn(number.slice(0, index) + wrong + number.slice(index + 1))).toBe(false);
      },
    ),
  );
});

test.each(['', '0', '4111 1111 1111 1111', '411111111111111a', '٤١', '-18'])('%p is no number', (text) => {
  expect(passesLuhn(text)).toBe(false);
});

test.each(['', '12a', ' 1'])('%p cannot be completed', (text) => {
  expect(() => completeLuhn(text)).toThrow(RangeError);
});
