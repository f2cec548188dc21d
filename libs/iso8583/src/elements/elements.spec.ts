import fc from 'fast-check';
import {
  formatAdditionalAmounts,
  formatCardAcceptorLocation,
  formatOriginalDataElements,
  formatPrivateData,
  formatReplacementAmounts,
  parseAdditionalAmounts,
  parseCardAcceptorLocation,
  parseOriginalDataElements,
  parsePrivateData,
  parseReplacementAmounts,
} from '../index';

const amount = fc.bigInt({ min: 0n, max: 999_999_999_999n });
const digits = (least: number, most = least) => fc.stringMatching(new RegExp(`^\\d{${least},${most}}$`));

describe('field 90, original data elements', () => {
  test('says which message, as far as the sender knows', () => {
    expect(
      parseOriginalDataElements('0100' + '000123' + '1127014500' + '00000012345' + '98765432101'),
    ).toEqual({
      mti: '0100',
      stan: '000123',
      transmission: '1127014500',
      acquirer: '12345',
      forwarder: '98765432101',
    });
    expect(parseOriginalDataElements('0100'.padEnd(42, '0'))).toEqual({ mti: '0100' });
  });

  test('reads what it wrote', () => {
    const original = fc.record(
      {
        mti: fc.constantFrom('0100', '0120', '0200', '0220', '0400'),
        stan: digits(6).filter((stan) => stan !== '000000'),
        transmission: fc.constantFrom('1127014500', '0229000000', '1231235959'),
        acquirer: fc.stringMatching(/^[1-9]\d{0,10}$/),
        forwarder: fc.stringMatching(/^[1-9]\d{0,10}$/),
      },
      { requiredKeys: ['mti'] },
    );
    fc.assert(
      fc.property(original, (elements) => {
        expect(parseOriginalDataElements(formatOriginalDataElements(elements))).toEqual(elements);
      }),
    );
  });

  test.each([
    '',
    '0100',
    '0110'.padEnd(42, '0'),
    '0999'.padEnd(42, '0'),
    '01000001231332000000'.padEnd(42, '0'),
  ])('%p is none', (text) => expect(parseOriginalDataElements(text)).toBeUndefined());

  test('is not written of ill-formed parts', () => {
    expect(() => formatOriginalDataElements({ mti: '0100', stan: '1234567' })).toThrow(RangeError);
    expect(() => formatOriginalDataElements({ mti: '0110' })).toThrow(RangeError);
  });
});

describe('field 95, replacement amounts', () => {
  test('reads what it wrote', () => {
    expect(parseReplacementAmounts('000000001200'.padEnd(42, '0'))).toEqual({
      transaction: 1200n,
      settlement: 0n,
      billing: 0n,
    });
    fc.assert(
      fc.property(fc.record({ transaction: amount, settlement: amount, billing: amount }), (amounts) => {
        expect(parseReplacementAmounts(formatReplacementAmounts(amounts))).toEqual(amounts);
      }),
    );
  });

  test.each(['', '1'.repeat(42), 'C'.padEnd(42, '0'), '0'.repeat(43)])('%p is none', (text) =>
    expect(parseReplacementAmounts(text)).toBeUndefined(),
  );

  test('is not written of an amount below zero or of thirteen digits', () => {
    for (const transaction of [-1n, 1_000_000_000_000n]) {
      const amounts = { transaction, settlement: 0n, billing: 0n };
      expect(() => formatReplacementAmounts(amounts)).toThrow(RangeError);
    }
  });
});

describe('field 54, additional amounts', () => {
  test('reads what it wrote, debits below zero', () => {
    expect(parseAdditionalAmounts('0057978C0000000099000002978D000000000001')).toEqual([
      { accountType: '00', amountType: '57', currency: '978', amount: 9900n },
      { accountType: '00', amountType: '02', currency: '978', amount: -1n },
    ]);
    const one = fc.record({
      accountType: digits(2),
      amountType: digits(2),
      currency: digits(3),
      amount: fc.bigInt({ min: -999_999_999_999n, max: 999_999_999_999n }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), (amounts) => {
        expect(parseAdditionalAmounts(formatAdditionalAmounts(amounts))).toEqual(amounts);
      }),
    );
  });

  test.each(['', '0057978C00000000990', '0057978X000000009900', '0057978D000000000000', '0'.repeat(140)])(
    '%p is none',
    (text) => expect(parseAdditionalAmounts(text)).toBeUndefined(),
  );

  test('is not written of none, of seven, or of one too large', () => {
    const one = { accountType: '00', amountType: '57', currency: '978', amount: 1n };
    expect(() => formatAdditionalAmounts([])).toThrow(RangeError);
    expect(() => formatAdditionalAmounts(Array.from({ length: 7 }, () => one))).toThrow(RangeError);
    expect(() => formatAdditionalAmounts([{ ...one, amount: 10n ** 12n }])).toThrow(RangeError);
    expect(() => formatAdditionalAmounts([{ ...one, currency: 'EUR' }])).toThrow(RangeError);
  });
});

describe('field 43, card acceptor name and location', () => {
  test('reads what it wrote', () => {
    const location = { name: 'Nordic Books & Co. #1', city: 'Kiel', country: 'DE' };
    const text = formatCardAcceptorLocation(location);
    expect(text).toBe('Nordic Books & Co. #1    Kiel         DE');
    expect(parseCardAcceptorLocation(text)).toEqual(location);
    expect(parseCardAcceptorLocation(' '.repeat(40))).toEqual({ name: '', city: '', country: '' });
  });

  test.each([
    ['name', { name: 'x'.repeat(26), city: '', country: '' }],
    ['city', { name: '', city: 'x'.repeat(14), country: '' }],
    ['country', { name: '', city: '', country: 'DEU' }],
  ])('is not written of a %s that is too long', (_, location) => {
    expect(() => formatCardAcceptorLocation(location)).toThrow(RangeError);
  });
});

describe('field 48, private data', () => {
  test('carries the CVV2, the network transaction id and whether a part may be approved', () => {
    const text = formatPrivateData({ 92: '123', 63: 'MCC123456092700', 61: '1' });
    expect(text).toBe('610116315MCC1234560927009203123');
    expect(parsePrivateData(text)).toEqual({ 61: '1', 63: 'MCC123456092700', 92: '123' });
  });

  test.each([
    ['an unknown tag', '9903123'],
    ['a tag that every object has', '__03123'],
    ['a tag twice', '92031239203123'],
    ['tags out of order', '920312361011'],
    ['a length beyond the end', '9204123'],
    ['a length that is no number', '92+3123'],
    ['half a head', '920'],
    ['a value of the wrong format', '920312X'],
  ])('of %s is none', (_, text) => expect(parsePrivateData(text)).toBeUndefined());

  test('is not written of nothing, or of an element of no table', () => {
    expect(() => formatPrivateData({})).toThrow(RangeError);
    expect(() => formatPrivateData({ 99: '1' })).toThrow(RangeError);
    expect(() => formatPrivateData({ 92: '1234' })).toThrow(RangeError);
  });
});
