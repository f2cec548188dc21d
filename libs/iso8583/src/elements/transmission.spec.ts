import fc from 'fast-check';
import { instantOf, transmissionOf } from '../index';

const at = (iso: string) => new Date(iso);

describe('the instant of field 7', () => {
  test.each([
    ['in the middle of the year', '0615120000', '2026-06-15T12:00:05Z', '2026-06-15T12:00:00Z'],
    [
      'sent before midnight of New Year, read after',
      '1231235959',
      '2027-01-01T00:00:01Z',
      '2026-12-31T23:59:59Z',
    ],
    [
      'sent by a clock ahead, read before New Year',
      '0101000001',
      '2026-12-31T23:59:59Z',
      '2027-01-01T00:00:01Z',
    ],
    [
      'a few days late over the turn of the year',
      '1228080000',
      '2027-01-03T00:00:00Z',
      '2026-12-28T08:00:00Z',
    ],
    ['five months ago', '0901000000', '2027-02-01T00:00:00Z', '2026-09-01T00:00:00Z'],
    ['five months ahead', '0201000000', '2026-09-01T00:00:00Z', '2027-02-01T00:00:00Z'],
    ['29 February, read on 1 March', '0229235959', '2028-03-01T00:00:01Z', '2028-02-29T23:59:59Z'],
    ['29 February in a year that has none', '0229120000', '2027-03-01T00:00:00Z', '2028-02-29T12:00:00Z'],
    ['29 February, nearer to the last one', '0229120000', '2026-02-01T00:00:00Z', '2024-02-29T12:00:00Z'],
    ['29 February around 2100, which has none', '0229120000', '2099-01-01T00:00:00Z', '2096-02-29T12:00:00Z'],
  ])('%s', (_, transmission, now, instant) => {
    expect(instantOf(transmission, at(now))).toEqual(at(instant));
  });

  test('is the instant that was written, as long as it is read within half a year', () => {
    const second = 1000;
    fc.assert(
      fc.property(
        fc.date({ min: at('2001-01-01T00:00:00Z'), max: at('2190-01-01T00:00:00Z'), noInvalidDate: true }),
        fc.integer({ min: -182 * 86_400, max: 182 * 86_400 }),
        (sent, lateSeconds) => {
          const whole = new Date(Math.floor(sent.getTime() / second) * second);
          const read = new Date(whole.getTime() + lateSeconds * second);
          expect(instantOf(transmissionOf(sent), read)).toEqual(whole);
        },
      ),
    );
  });

  test.each([
    '',
    '0230120000',
    '1301000000',
    '0101240000',
    '010100000',
    '01010000000',
    '0101 00000',
    '+101000000',
  ])('%p is none', (text) => {
    expect(() => instantOf(text, at('2026-11-27T00:00:00Z'))).toThrow(RangeError);
  });
});
