import { dayInWords, listInWords, momentInWords, moneyInWords, monthsInWords } from './plain-words';

it.each([
  [4_990, 'EUR', '49.90 EUR'],
  [5, 'EUR', '0.05 EUR'],
  [320_000, 'EUR', '3,200.00 EUR'],
  [1_500, 'JPY', '1,500 JPY'],
  [1_500, 'BHD', '1.500 BHD'],
  [999_999_999_999, 'EUR', '9,999,999,999.99 EUR'],
])('%d minor units of %s are %s', (amountMinor, currency, words) => {
  expect(moneyInWords(amountMinor, currency)).toBe(words);
});

it('tells days and moments in UTC, whatever the zone of the machine', () => {
  expect(dayInWords('2026-12-31T23:30:00.000Z')).toBe('31 December 2026');
  expect(momentInWords('2026-12-31T23:30:00.000Z')).toBe('31 December 2026, 23:30 UTC');
});

it.each([
  [1, '1 month'],
  [23, '23 months'],
  [24, '2 years'],
  [25, '2 years and 1 month'],
  [50, '4 years and 2 months'],
])('%d months are %s', (months, words) => {
  expect(monthsInWords(months)).toBe(words);
});

it.each([
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('lists %p as "%s"', (items, words) => {
  expect(listInWords(items)).toBe(words);
});
