import fc from 'fast-check';
import { fromWireAmount, isWireAmount, maxWireAmountMinor, minWireAmountMinor, toWireAmount } from './index';

const withinLimits = fc.integer({ min: minWireAmountMinor, max: maxWireAmountMinor });

test('an amount within the limits crosses the boundary unchanged, both ways', () => {
  fc.assert(
    fc.property(withinLimits, (amountMinor) => {
      expect(toWireAmount(fromWireAmount(amountMinor))).toBe(amountMinor);
    }),
  );
});

test('the limits are one minor unit and twelve digits', () => {
  expect([1, 999_999_999_999].every(isWireAmount)).toBe(true);
  expect(String(maxWireAmountMinor)).toHaveLength(12);
});

test.each([0, -1, 1.5, 1_000_000_000_000, Number.NaN, Number.POSITIVE_INFINITY])(
  '%p minor units do not come in',
  (amountMinor) => {
    expect(isWireAmount(amountMinor)).toBe(false);
    expect(() => fromWireAmount(amountMinor)).toThrow(RangeError);
  },
);

test.each([0n, -1n, 1_000_000_000_000n, 2n ** 64n])('%d minor units do not go out', (amountMinor) => {
  expect(() => toWireAmount(amountMinor)).toThrow(RangeError);
});
