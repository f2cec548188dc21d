import fc from 'fast-check';
import { holdsCardNumber, scrubDigits } from './card-number-guard';

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(''));

describe('what goes into a log or a header', () => {
  test('has no run of twelve or more digits left, whatever is around them', () => {
    fc.assert(
      fc.property(fc.string(), digits(12, 30), fc.string(), (before, number, after) => {
        expect(scrubDigits(before + number + after)).not.toMatch(/\d{12}/);
      }),
    );
  });

  test('has no card number left that is written in groups', () => {
    expect(scrubDigits('card 4111 1111 1111 1111 and 4111-1111-1111-1111')).toBe(
      'card [digits] and [digits]',
    );
  });

  test('keeps what is shorter', () => {
    expect(scrubDigits('offset 12345678901 of 2026-11-22')).toBe('offset 12345678901 of 2026-11-22');
  });
});

describe('a card number', () => {
  test.each(['4111111111111111', '{"pan":"9999000000000004"}', 'x 6011000990139424, y'])(
    'is found in %s',
    (text) => {
      expect(holdsCardNumber(text)).toBe(true);
    },
  );

  test.each([
    ['a number that fails Luhn', '4111111111111112'],
    ['a part of an id', '019ac0de-4111-7111-8111-411111111111'],
    ['the fraction of a score', '{"score":0.4111111111111111}'],
    ['a merchant id of fifteen digits', '411111111111116'],
    ['an amount', '{"amountMinor":999999999999}'],
  ])('is not seen in %s', (_what, text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });
});
