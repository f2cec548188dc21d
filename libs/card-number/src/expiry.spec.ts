import fc from 'fast-check';
import { endOfExpiry, expiryMatches, expiryOf, isExpired, isExpiry } from './index';

const at = (iso: string) => new Date(iso);
const anyInstant = fc.date({
  min: at('2001-01-01T00:00:00Z'),
  max: at('2190-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const anyExpiry = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 12 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''));

describe('the expiry of a card', () => {
  test('is year and month of the instant until which it must be good, in UTC', () => {
    expect(expiryOf(at('2026-11-22T05:07:00Z'))).toBe('2611');
    expect(expiryOf(at('2026-12-31T23:59:59.999Z'))).toBe('2612');
    expect(expiryOf(at('2027-01-01T00:00:00Z'))).toBe('2701');
  });

  test('lets the card be used through the last instant of the month', () => {
    expect(isExpired('2702', at('2027-02-28T23:59:59.999Z'))).toBe(false);
    expect(isExpired('2702', at('2027-03-01T00:00:00Z'))).toBe(true);
    expect(endOfExpiry('2802', at('2027-06-01T00:00:00Z'))).toEqual(at('2028-03-01T00:00:00Z'));
  });

  test('of December ends with the year', () => {
    expect(endOfExpiry('2612', at('2026-12-31T23:59:59Z'))).toEqual(at('2027-01-01T00:00:00Z'));
  });

  test('reads two digits of the year as the century that is nearest', () => {
    expect(isExpired('0001', at('2099-12-15T00:00:00Z'))).toBe(false);
    expect(isExpired('9912', at('2100-01-15T00:00:00Z'))).toBe(true);
    expect(isExpired('9912', at('2026-01-01T00:00:00Z'))).toBe(true);
  });

  test('taken from an instant is never over at that instant, and is over two months later', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const expiry = expiryOf(instant);
        expect(isExpiry(expiry)).toBe(true);
        expect(isExpired(expiry, instant)).toBe(false);
        expect(isExpired(expiry, new Date(instant.getTime() + 62 * 86_400_000))).toBe(true);
      }),
    );
  });

  test('ends within fifty years of now, at the first instant of the month after', () => {
    fc.assert(
      fc.property(anyExpiry, anyInstant, (expiry, now) => {
        const end = endOfExpiry(expiry, now);
        expect(expiryOf(new Date(end.getTime() - 1))).toBe(expiry);
        expect(end.toISOString()).toMatch(/-01T00:00:00.000Z$/);
        const yearsAhead = new Date(end.getTime() - 1).getUTCFullYear() - now.getUTCFullYear();
        expect(Math.abs(yearsAhead)).toBeLessThanOrEqual(50);
      }),
    );
  });

  test('must match exactly', () => {
    fc.assert(
      fc.property(anyExpiry, anyExpiry, (expected, presented) => {
        expect(expiryMatches(expected, presented)).toBe(expected === presented);
        expect(expiryMatches(expected, expected)).toBe(true);
      }),
    );
  });

  test.each(['', '2700', '2713', '271', '27121', '12/27', ' 2712', '27-1', '２７１２'])(
    '%p is none, matches none and has no end',
    (text) => {
      expect(isExpiry(text)).toBe(false);
      expect(expiryMatches(text, text)).toBe(false);
      expect(() => endOfExpiry(text, at('2026-01-01T00:00:00Z'))).toThrow(RangeError);
    },
  );
});
