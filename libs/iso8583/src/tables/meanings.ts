/** What the values of a field stand for, for the reader of a dump; a value without a row stands for itself. */
const processing: Readonly<Record<string, string>> = { '00': 'purchase', '20': 'refund' };

/** By the first two digits: how the card's number reached the merchant. */
const entry: Readonly<Record<string, string>> = {
  '01': 'typed in',
  '02': 'magnetic stripe',
  '05': 'chip',
  '07': 'contactless',
  '10': 'kept by the merchant',
  '81': 'online shop',
  '90': 'magnetic stripe',
  '91': 'contactless',
};

const conditions: Readonly<Record<string, string>> = { '51': 'verification of the card', '59': 'online' };

const responses: Readonly<Record<string, string>> = {
  '00': 'approved',
  '10': 'approved in part',
  '14': 'no such card number',
  '15': 'no such issuer',
  '25': 'original message not found',
  '30': 'format error',
  '46': 'closed account',
  '51': 'not enough funds or credit',
  '54': 'expired card or wrong expiry',
  '57': 'not permitted to this card',
  '58': 'not permitted to this terminal',
  '59': 'suspected fraud',
  '61': 'above the limit of amount',
  '62': 'restricted card',
  '63': 'security violation',
  '65': 'above the limit of frequency',
  '85': 'no reason to decline',
  '91': 'issuer gives no decision',
  '94': 'duplicate',
  '96': 'system error',
  N7: 'wrong CVV2',
};

const checks: Readonly<Record<string, string>> = {
  M: 'CVV2 matches',
  N: 'CVV2 does not match',
  P: 'CVV2 not checked',
};

const management: Readonly<Record<string, string>> = { '001': 'sign-on', '002': 'sign-off', '301': 'echo' };

/** ISO 4217: letters, and decimal digits of the minor unit. */
const currencies: Readonly<Record<string, readonly [string, number]>> = {
  '208': ['DKK', 2],
  '392': ['JPY', 0],
  '414': ['KWD', 3],
  '578': ['NOK', 2],
  '752': ['SEK', 2],
  '756': ['CHF', 2],
  '826': ['GBP', 2],
  '840': ['USD', 2],
  '978': ['EUR', 2],
};

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

type Fields = Readonly<Record<number, string>>;

const meanings: Readonly<Record<number, (text: string, fields: Fields) => string | undefined>> = {
  3: (text) => processing[text.slice(0, 2)],
  4: (text, { 49: currency = '' }) => amount(text, currency),
  7: (text) => `${day(text)}, ${time(text.slice(4, 10))} UTC`,
  12: time,
  13: day,
  14: (text) => `until the end of ${months[Number(text.slice(2)) - 1] ?? ''} 20${text.slice(0, 2)}`,
  22: (text) => entry[text.slice(0, 2)],
  25: (text) => conditions[text],
  39: (text) => responses[text],
  44: (text) => checks[text.slice(0, 1)],
  49: (text) => currencies[text]?.[0],
  70: (text) => management[text],
};

/** What a field's value stands for, given the fields beside it; undefined when the value says all there is to say. */
export function meaningOf(field: number, fields: Fields): string | undefined {
  return meanings[field]?.(fields[field] ?? '', fields);
}

function amount(digits: string, currency: string): string | undefined {
  const [letters, exponent] = currencies[currency] ?? [];
  if (letters === undefined || exponent === undefined) return undefined;
  const whole = digits.slice(0, digits.length - exponent).replace(/^0+(?=\d)/, '');
  return exponent === 0 ? `${whole} ${letters}` : `${whole}.${digits.slice(-exponent)} ${letters}`;
}

function day(text: string): string {
  return `${Number(text.slice(2, 4))} ${months[Number(text.slice(0, 2)) - 1] ?? ''}`;
}

function time(text: string): string {
  return (text.match(/../g) ?? []).join(':');
}
