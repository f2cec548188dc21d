import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { completeLuhn, findLuhnNumbers, generateCardNumber, passesLuhn } from './index';

const iin = '99990000';
const anyCardNumber = fc
  .tuple(fc.constantFrom(iin, '4111', '5555', '37'), fc.stringMatching(/^\d{10}$/))
  .map(([start, body]) => completeLuhn(start + body));
const ourNumber = fc.stringMatching(/^\d{7}$/).map((body) => completeLuhn(iin + body));
const withoutDigits = fc.stringMatching(/^[^\d]*$/);
const separator = fc.constantFrom('', ' ', '-', '.', '_', '\u00a0');

/** Sets a separator between some digits of a number, as people and logs do. */
const separated = (numbers: fc.Arbitrary<string>) =>
  fc.tuple(numbers, fc.array(separator, { minLength: 19, maxLength: 19 })).map(([number, separators]) => ({
    number,
    written: number.replace(/\B\d/g, (digit, index: number) => `${separators[index] ?? ''}${digit}`),
  }));

/** Letters next to the number, so that neither side of the text can lengthen it. */
const quoted = (before: string, written: string, after: string) => `${before}"${written}"${after}`;

describe('a scan for card numbers', () => {
  test('finds a number of any range in any text, however it is separated', () => {
    fc.assert(
      fc.property(
        withoutDigits,
        separated(anyCardNumber),
        withoutDigits,
        (before, { number, written }, after) => {
          expect(findLuhnNumbers(quoted(before, written, after))).toContain(number);
        },
      ),
    );
  });

  test('finds a number of our range in the middle of other digits', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d*$/),
        separated(ourNumber),
        fc.stringMatching(/^\d*$/),
        (before, card, after) => {
          expect(findLuhnNumbers(before + card.written + after, [iin])).toContain(card.number);
        },
      ),
    );
  });

  test('gives nothing but numbers of 13 to 19 digits that pass Luhn, and of a range nothing but its 16 digits', () => {
    const manyDigits = fc.stringMatching(/^[\d .-]{0,80}$/);
    fc.assert(
      fc.property(manyDigits, fc.option(fc.constantFrom('4', '99', '12')), (text, start) => {
        const found = findLuhnNumbers(text, start === null ? undefined : [start]);
        for (const number of found) {
          expect(number).toMatch(/^\d{13,19}$/);
          expect(passesLuhn(number)).toBe(true);
          expect(text.replace(/\D/g, '')).toContain(number);
          if (start !== null) expect([number.slice(0, start.length), number.length]).toEqual([start, 16]);
        }
      }),
    );
  });

  test('finds every number in a log, once', () => {
    const cards = Array.from({ length: 50 }, () => generateCardNumber(iin, randomBytes));
    const log = [...cards, ...cards].map((card, index) => `{"seq":${index},"card":"${card}"}`).join('\n');
    expect(findLuhnNumbers(log, [iin]).sort()).toEqual([...new Set(cards)].sort());
  });

  test('finds a number next to another one', () => {
    expect(findLuhnNumbers('amount 100 4111111111111111 2712')).toContain('4111111111111111');
  });

  test.each([
    'DE2 is masked: 99990000****1111',
    '4111111111111112',
    '{"iin":"99990000","lastFour":"1111"}',
    '4111-1111--1111-1111',
    '411111111111',
    '',
  ])('finds none in %p', (text) => {
    expect(findLuhnNumbers(text)).toEqual([]);
  });

  test('takes a long run of digits in its stride', () => {
    const run = '9'.repeat(200_000);
    expect(findLuhnNumbers(run)).toEqual([]);
    expect(findLuhnNumbers(`${run}4111111111111111`, ['4111'])).toEqual(['4111111111111111']);
  });
});
