import type { Message } from '../src';

/** Not a number of any scheme: 9999 is nobody's range. */
export const cardNumber = '9999000012345670';
export const macKey = '0123456789ABCDEFFEDCBA9876543210';

const purchase = {
  2: cardNumber,
  3: '000000',
  4: '000000004200',
  7: '1127014500',
  11: '000123',
  12: '024500',
  13: '1127',
  14: '2711',
  18: '5942',
  19: '276',
  22: '812',
  25: '59',
  32: '12345',
  33: '98765432101',
  37: '633101000123',
  41: 'TERM0001',
  42: 'NORDICBOOKS    ',
  43: 'Nordic Books & Co. #1    Kiel         DE',
  48: '61011' + '6315MCC123456092700' + '9203123',
  49: '978',
};
const original = '0100' + '000123' + '1127014500' + '00000012345' + '98765432101';
const answered = {
  2: cardNumber,
  3: '000000',
  4: '000000004200',
  7: '1127014500',
  11: '000123',
  32: '12345',
  39: '00',
  49: '978',
};

/** One message of each type, and between them every field. */
export const exampleMessages: readonly Message[] = [
  { mti: '0100', fields: purchase },
  { mti: '0101', fields: purchase },
  {
    mti: '0110',
    fields: { ...answered, 38: 'A1B2C3', 39: '10', 44: 'M', 54: '0057978C000000009900', 41: 'TERM0001' },
  },
  { mti: '0120', fields: { ...purchase, 39: '00', 38: '123456' } },
  { mti: '0121', fields: { ...purchase, 39: '00', 38: '123456' } },
  { mti: '0130', fields: answered },
  { mti: '0200', fields: purchase },
  { mti: '0201', fields: purchase },
  { mti: '0210', fields: answered },
  { mti: '0220', fields: { ...purchase, 48: '1001T1101F', 90: original } },
  { mti: '0221', fields: { ...purchase, 48: '1001T1101F', 90: original } },
  { mti: '0230', fields: answered },
  { mti: '0400', fields: { ...purchase, 90: original, 95: '000000001200'.padEnd(42, '0') } },
  { mti: '0401', fields: { ...purchase, 90: original } },
  { mti: '0410', fields: { ...answered, 90: original, 95: '000000001200'.padEnd(42, '0') } },
  { mti: '0420', fields: { ...purchase, 90: '0100'.padEnd(42, '0') } },
  { mti: '0421', fields: { ...purchase, 90: '0100'.padEnd(42, '0') } },
  { mti: '0430', fields: answered },
  { mti: '0800', fields: { 7: '1127014500', 11: '000001', 70: '001' } },
  { mti: '0810', fields: { 7: '1127014500', 11: '000001', 39: '00', 70: '001' } },
];

/** The example of a type. */
export function exampleOf(mti: string): Message {
  const message = exampleMessages.find((example) => example.mti === mti);
  if (message === undefined) throw new Error(`No example of ${mti}`);
  return message;
}
