import fc from 'fast-check';
import {
  add,
  compare,
  currencies,
  format,
  formatWithCode,
  isCurrency,
  MixedCurrencies,
  parse,
  subtract,
} from './index';
import type { Currency, Money } from './index';
import { NotMoney } from './index';

const anyCurrency = fc.constantFrom(...(Object.keys(currencies) as Currency[]));
const anyAmountMinor = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const anyMoney: fc.Arbitrary<Money> = fc.record({ amountMinor: anyAmountMinor, currency: anyCurrency });
const twoOfOneCurrency = fc
  .tuple(anyAmountMinor, anyAmountMinor, anyCurrency)
  .map(([left, right, currency]): [Money, Money] => [
    { amountMinor: left, currency },
    { amountMinor: right, currency },
  ]);

describe('amounts of money', () => {
  test('what was added can be subtracted again', () => {
    fc.assert(
      fc.property(twoOfOneCurrency, ([left, right]) => {
        expect(subtract(add(left, right), right)).toEqual(left);
      }),
    );
  });

  test('amounts are exact beyond what a floating number holds', () => {
    const most: Money = { amountMinor: 9_007_199_254_740_993n, currency: 'EUR' };
    expect(add(most, { amountMinor: 1n, currency: 'EUR' }).amountMinor).toBe(9_007_199_254_740_994n);
  });

  test('comparing agrees with subtracting', () => {
    fc.assert(
      fc.property(twoOfOneCurrency, ([left, right]) => {
        const difference = subtract(left, right).amountMinor;
        expect(Math.sign(compare(left, right))).toBe(Math.sign(Number(difference)));
      }),
    );
  });

  test('amounts of two currencies are never added, subtracted or compared', () => {
    const mixed = fc.tuple(anyMoney, anyMoney).filter(([left, right]) => left.currency !== right.currency);
    fc.assert(
      fc.property(mixed, fc.constantFrom(add, subtract, compare), ([left, right], operation) => {
        expect(() => operation(left, right)).toThrow(MixedCurrencies);
      }),
    );
  });
});

describe('currencies', () => {
  test.each([
    ['EUR', 2, '978'],
    ['USD', 2, '840'],
    ['GBP', 2, '826'],
    ['SEK', 2, '752'],
    ['JPY', 0, '392'],
    ['KWD', 3, '414'],
  ] as const)('%s has %d decimals and the number %s', (code, exponent, numeric) => {
    expect(currencies[code]).toMatchObject({ exponent, numeric });
  });

  test.each(['eur', 'XXX', '', 'toString', '__proto__', 'EURO'])('%p is no currency of ours', (code) => {
    expect(isCurrency(code)).toBe(false);
  });

  test('no two currencies share a number or a sign', () => {
    const entries = Object.values(currencies);
    expect(new Set(entries.map(({ numeric }) => numeric)).size).toBe(entries.length);
    const signs = entries.flatMap((entry) => ('symbol' in entry ? [entry.symbol] : []));
    expect(new Set(signs).size).toBe(signs.length);
  });
});

describe('money in texts', () => {
  test.each([
    [{ amountMinor: 1234n, currency: 'EUR' }, '€12.34', '12.34 EUR'],
    [{ amountMinor: -7n, currency: 'GBP' }, '-£0.07', '-0.07 GBP'],
    [{ amountMinor: 500n, currency: 'JPY' }, '¥500', '500 JPY'],
    [{ amountMinor: 1234n, currency: 'SEK' }, '12.34 SEK', '12.34 SEK'],
    [{ amountMinor: 1_234_567n, currency: 'KWD' }, '1,234.567 KWD', '1,234.567 KWD'],
    [{ amountMinor: 99_999_999n, currency: 'USD' }, '$999,999.99', '999,999.99 USD'],
    [{ amountMinor: 0n, currency: 'EUR' }, '€0.00', '0.00 EUR'],
  ] as const)('%p is written %s and %s', (money, withSign, withCode) => {
    expect(format(money)).toBe(withSign);
    expect(formatWithCode(money)).toBe(withCode);
  });

  test('whatever is written can be read again', () => {
    fc.assert(
      fc.property(anyMoney, fc.constantFrom(format, formatWithCode), (money, write) => {
        expect(parse(write(money))).toEqual(money);
      }),
    );
  });

  test.each([
    ['€12', 1200n],
    ['€1234.50', 123450n],
    ['¥1,000', 1000n],
  ])('%s is read as %d minor units', (text, amountMinor) => {
    expect(parse(text).amountMinor).toBe(amountMinor);
  });

  test.each(
    [
      [
        '',
        '€',
        '12.34',
        '€12.3',
        '€12.345',
        '¥1.5',
        '€12,34',
        '€1,23.45',
        '12.34 EURO',
        '12.34 XXX',
        '12.34EUR',
      ],
      ['€ 12.34', '€-12.34', '--€1', '$1e3', '€٣', '€12.34 ', 'kr12.34', '0x10 EUR', 'Infinity EUR'],
    ].flat(),
  )('%p is no amount of money', (text) => {
    expect(() => parse(text)).toThrow(NotMoney);
  });
});
