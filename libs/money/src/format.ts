import { entryOf, type Currency } from './currencies';
import type { Money } from './money';

/** As customers' texts write it: `€1,234.50`, `-£0.07`, `¥500`; with the code where no sign is unmistakable: `12.34 SEK`. */
export function format(money: Money): string {
  const { symbol } = entryOf(money.currency);
  if (symbol === undefined) return formatWithCode(money);
  return `${sign(money.amountMinor)}${symbol}${digits(money.amountMinor, money.currency)}`;
}

/** With the ISO 4217 code: `1,234.50 EUR`. */
export function formatWithCode({ amountMinor, currency }: Money): string {
  return `${sign(amountMinor)}${digits(amountMinor, currency)} ${currency}`;
}

function sign(amountMinor: bigint): string {
  return amountMinor < 0n ? '-' : '';
}

function digits(amountMinor: bigint, currency: Currency): string {
  const { exponent } = entryOf(currency);
  const text = String(amountMinor < 0n ? -amountMinor : amountMinor).padStart(exponent + 1, '0');
  const whole = text.slice(0, text.length - exponent).replace(/\B(?=(\d{3})+$)/g, ',');
  return exponent === 0 ? whole : `${whole}.${text.slice(-exponent)}`;
}
