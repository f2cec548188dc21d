import { createCipheriv, createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { computeCvv, computeCvv2, cvv2Matches, type CvvInput } from './index';

const key = '0123456789ABCDEFFEDCBA9876543210';

const digitsOf = (least: number, most: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most })
    .map((digits) => digits.join(''));
const anyKey = fc.stringMatching(/^[0-9a-f]{32}$/);
const anyInput: fc.Arbitrary<CvvInput> = fc.record({
  number: digitsOf(13, 19),
  expiry: digitsOf(4, 4),
  serviceCode: digitsOf(3, 3),
});

/** Single DES on 64-bit integers: encrypt and decrypt with one key, by Triple-DES with that key three times. */
function des(direction: 'encrypt' | 'decrypt', desKey: bigint, block: bigint): bigint {
  const bytes = (value: bigint) => Buffer.from(value.toString(16).padStart(16, '0'), 'hex');
  const tripleKey = Buffer.concat([bytes(desKey), bytes(desKey), bytes(desKey)]);
  const make = direction === 'encrypt' ? createCipheriv : createDecipheriv;
  const cipher = make('des-ede3-ecb', tripleKey, null);
  cipher.setAutoPadding(false);
  return cipher.update(bytes(block)).readBigUInt64BE();
}

/** The method once more, step by step as the published text numbers them, on integers and with plain loops. */
function cvvStepByStep(keyPair: string, { number, expiry, serviceCode }: CvvInput): string {
  const keyA = BigInt(`0x${keyPair.slice(0, 16)}`);
  const keyB = BigInt(`0x${keyPair.slice(16)}`);
  let field = number + expiry + serviceCode;
  while (field.length < 32) field += '0';
  let block = des('encrypt', keyA, BigInt(`0x${field.slice(0, 16)}`));
  block ^= BigInt(`0x${field.slice(16)}`);
  block = des('encrypt', keyA, block);
  block = des('decrypt', keyB, block);
  block = des('encrypt', keyA, block);

  const nibbles = Array.from({ length: 16 }, (_, index) => Number((block >> BigInt(60 - 4 * index)) & 15n));
  const firstPass = nibbles.filter((nibble) => nibble <= 9);
  const secondPass = nibbles.filter((nibble) => nibble > 9).map((nibble) => nibble - 10);
  return [...firstPass, ...secondPass].slice(0, 3).join('');
}

describe('the card verification value', () => {
  test.each([
    ['4123456789012345', '8701', '101', '561'],
    ['1234567890123456', '9912', '220', '170'],
    ['0000000000032597', '1212', '201', '633'],
  ])('of %s, %s, %s is %s, by both implementations', (number, expiry, serviceCode, expected) => {
    expect(computeCvv(key, { number, expiry, serviceCode })).toBe(expected);
    expect(cvvStepByStep(key, { number, expiry, serviceCode })).toBe(expected);
  });

  test('is the same by a second implementation, for any key, number and expiry', () => {
    fc.assert(
      fc.property(anyKey, anyInput, (anyKeyPair, input) => {
        expect(computeCvv(anyKeyPair, input)).toBe(cvvStepByStep(anyKeyPair, input));
      }),
    );
  });

  test('has three digits, whatever goes in', () => {
    fc.assert(
      fc.property(anyKey, anyInput, (anyKeyPair, input) => {
        expect(computeCvv(anyKeyPair, input)).toMatch(/^\d{3}$/);
      }),
    );
  });

  test('of a purchase without the card takes service code 000', () => {
    fc.assert(
      fc.property(anyInput, ({ number, expiry }) => {
        expect(computeCvv2(key, number, expiry)).toBe(
          cvvStepByStep(key, { number, expiry, serviceCode: '000' }),
        );
      }),
    );
  });

  test.each([
    ['', '4123456789012345', '8701'],
    [key.slice(1), '4123456789012345', '8701'],
    [`${key.slice(1)}g`, '4123456789012345', '8701'],
    [key, '412345678901', '8701'],
    [key, '41234567890123456789', '8701'],
    [key, '4123 4567 8901 2345', '8701'],
    [key, '4123456789012345', '870'],
    [key, '4123456789012345', '08/27'],
  ])('is refused for key %p, number %p, expiry %p', (someKey, number, expiry) => {
    expect(() => computeCvv2(someKey, number, expiry)).toThrow(RangeError);
  });
});

describe('comparing what the customer typed', () => {
  test('only the very code matches', () => {
    fc.assert(
      fc.property(digitsOf(3, 3), digitsOf(0, 5), (expected, presented) => {
        expect(cvv2Matches(expected, presented)).toBe(expected === presented);
        expect(cvv2Matches(expected, expected)).toBe(true);
      }),
    );
  });

  test.each(['', '56', '5612', '５６１', ' 561', '56é'])('%p does not match 561', (presented) => {
    expect(cvv2Matches('561', presented)).toBe(false);
  });
});
