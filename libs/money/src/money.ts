import type { Currency } from './currencies';

/** An amount in minor units (cents, öre, whole yen) with its currency. May be negative, as a ledger leg is. */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/** Two amounts of different currencies met where only one currency makes sense. */
export class MixedCurrencies extends Error {
  override readonly name = 'MixedCurrencies';

  constructor(left: Currency, right: Currency) {
    super(`${left} and ${right} do not mix`);
  }
}

/** @throws MixedCurrencies */
export function add(left: Money, right: Money): Money {
  return { amountMinor: left.amountMinor + sameCurrency(left, right), currency: left.currency };
}

/** `left` less `right`. @throws MixedCurrencies */
export function subtract(left: Money, right: Money): Money {
  return { amountMinor: left.amountMinor - sameCurrency(left, right), currency: left.currency };
}

/** Negative when `left` is less than `right`, zero when equal, positive when more. @throws MixedCurrencies */
export function compare(left: Money, right: Money): number {
  const difference = left.amountMinor - sameCurrency(left, right);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

function sameCurrency(left: Money, right: Money): bigint {
  if (left.currency !== right.currency) throw new MixedCurrencies(left.currency, right.currency);
  return right.amountMinor;
}
