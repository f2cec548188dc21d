import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { generateCardNumber, passesLuhn } from './index';

const anyIin = fc.stringMatching(/^\d{6,8}$/);

test('a number has 16 digits, starts with the IIN and passes Luhn', () => {
  fc.assert(
    fc.property(anyIin, (iin) => {
      const number = generateCardNumber(iin, randomBytes);
      expect(number).toMatch(/^\d{16}$/);
      expect(number.startsWith(iin)).toBe(true);
      expect(passesLuhn(number)).toBe(true);
    }),
  );
});

test('the body is what the random source gives', () => {
  const counting = (size: number) => Uint8Array.from({ length: size }, (_, index) => index + 11);
  expect(generateCardNumber('99990000', counting).slice(8, 15)).toBe('1234567');
});

test('no digit is favoured: the bytes that do not divide evenly are drawn again', () => {
  const draws = [Uint8Array.of(250, 255, 9, 249, 251, 0, 252), Uint8Array.of(1, 2, 3, 4)];
  const sizes: number[] = [];
  const source = (size: number) => {
    sizes.push(size);
    return draws.shift() ?? new Uint8Array(size);
  };
  expect(generateCardNumber('99990000', source).slice(8, 15)).toBe('9901234');
  expect(sizes).toEqual([7, 4]);
});

test('numbers are not sequential: all digits of the body take all values', () => {
  const numbers = Array.from({ length: 2_000 }, () => generateCardNumber('99990000', randomBytes));
  for (let index = 8; index < 15; index += 1) {
    expect(new Set(numbers.map((number) => number[index])).size).toBe(10);
  }
  const ascending = numbers.filter((number, index) => number > (numbers[index - 1] ?? '')).length;
  expect(ascending).toBeGreaterThan(800);
  expect(ascending).toBeLessThan(1_200);
});

test.each(['', '99999', '999900001', '9999000a', ' 9999000'])('%p is no IIN', (iin) => {
  expect(() => generateCardNumber(iin, randomBytes)).toThrow(RangeError);
});
