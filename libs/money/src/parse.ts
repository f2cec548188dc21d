import { currencies, entryOf, isCurrency, type Currency } from './currencies';
import type { Money } from './money';

const amount = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
const withSymbol = new RegExp(`^(-?)([^\\d\\s-])(${amount})$`);
const withCode = new RegExp(`^(-?)(${amount}) ([A-Z]{3})$`);

const currencyBySymbol: ReadonlyMap<string, Currency> = new Map(
  Object.keys(currencies)
    .filter(isCurrency)
    .flatMap((currency) => {
      const { symbol } = entryOf(currency);
      return symbol === undefined ? [] : [[symbol, currency] as const];
    }),
);

/** The text is not an amount of money that we know how to read. */
export class NotMoney extends Error {
  override readonly name = 'NotMoney';

  constructor(text: string) {
    super(`Not an amount of money: ${JSON.stringify(text.slice(0, 40))}`);
  }
}

/**
 * Reads what `format` and `formatWithCode` write. The decimals may be left out, but not shortened: `€12` and `€12.30`, not
 * `€12.3`; the commas may be left out all together.
 *
 * @throws NotMoney
 */
export function parse(text: string): Money {
  const { sign, digits, currency } = split(text);
  const [whole = '', decimals] = digits.replaceAll(',', '').split('.');
  const { exponent } = entryOf(currency);
  if (decimals !== undefined && decimals.length !== exponent) throw new NotMoney(text);
  const amountMinor = BigInt(whole + (decimals ?? '0'.repeat(exponent)));
  return { amountMinor: sign === '-' ? -amountMinor : amountMinor, currency };
}

function split(text: string): { sign: string; digits: string; currency: Currency } {
  const [, sign = '', symbol = '', digits = ''] = withSymbol.exec(text) ?? [];
  const bySymbol = currencyBySymbol.get(symbol);
  if (bySymbol) return { sign, digits, currency: bySymbol };

  const [, codeSign = '', codeDigits = '', code = ''] = withCode.exec(text) ?? [];
  if (isCurrency(code)) return { sign: codeSign, digits: codeDigits, currency: code };
  throw new NotMoney(text);
}
