/** What ISO 4217 says of a currency, and how customers' texts write it. */
interface CurrencyEntry {
  /** ISO 4217 numeric code, as in ISO 8583 field 49. */
  readonly numeric: string;
  /** How many decimal digits the minor unit has. */
  readonly exponent: number;
  /** Written before the amount; left out where the same sign means several currencies. */
  readonly symbol?: string;
}

/** The currencies that accounts may have. Source: ISO 4217, list one. */
export const currencies = {
  CHF: { numeric: '756', exponent: 2 },
  DKK: { numeric: '208', exponent: 2 },
  EUR: { numeric: '978', exponent: 2, symbol: '€' },
  GBP: { numeric: '826', exponent: 2, symbol: '£' },
  JPY: { numeric: '392', exponent: 0, symbol: '¥' },
  KWD: { numeric: '414', exponent: 3 },
  NOK: { numeric: '578', exponent: 2 },
  SEK: { numeric: '752', exponent: 2 },
  USD: { numeric: '840', exponent: 2, symbol: '$' },
} as const satisfies Record<string, CurrencyEntry>;

/** ISO 4217 alphabetic code of a currency that accounts may have. */
export type Currency = keyof typeof currencies;

/** True for the code of a currency that accounts may have, in capitals. */
export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(currencies, code);
}

/** What the table says of a currency. */
export function entryOf(currency: Currency): CurrencyEntry {
  return currencies[currency];
}
