import { Codec, defaultFraming, dialects, frame } from '../src';

/** Fields as both codecs have them, and characters that both take. */
export const purchase: Readonly<Record<number, string>> = {
  2: '9999000012345670',
  3: '000000',
  4: '000000004200',
  7: '1127014500',
  11: '000123',
  18: '5942',
  19: '276',
  22: '812',
  32: '12345',
  41: 'TERM0001',
  42: 'NORDICBOOKS    ',
  43: 'Nordic Books and Co      Kiel         DE',
  49: '978',
};

const codec = new Codec({ dialect: dialects.asciiBinary });
const good = codec.pack({ mti: '0100', fields: purchase });
const at = {
  bitmap: 4,
  number: 12,
  amount: good.indexOf('000000004200'),
  transmission: good.indexOf('1127014500'),
  acquirer: good.indexOf('0512345'),
  terminal: good.indexOf('TERM0001'),
  name: good.indexOf('Nordic Books'),
};

const framed = (message: Uint8Array): Buffer => frame(message, defaultFraming);
/** The message with some bytes in place of as many. */
const over = (offset: number, text: string): Buffer => {
  const copy = Buffer.from(good);
  copy.write(text, offset, 'latin1');
  return framed(copy);
};
/** The message with the bit of a field set or cleared, and nothing else changed. */
const bit = (field: number, message = good): Buffer => {
  const copy = Buffer.from(message);
  const index = at.bitmap + ((field - 1) >> 3);
  copy[index] = (copy[index] ?? 0) ^ (0x80 >> ((field - 1) & 7));
  return copy;
};
const spliced = (offset: number, removed: number, added: string): Buffer =>
  Buffer.concat([good.subarray(0, offset), Buffer.from(added, 'latin1'), good.subarray(offset + removed)]);
const withLength = (length: number): Buffer => {
  const copy = framed(good);
  copy.writeUInt16BE(length);
  return copy;
};

/** Frames of two bytes of length and a message in ASCII with binary bitmaps: what both codecs speak. */
export const comparisonRows: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['a purchase to the letter', framed(good)],
  ['cut off in the last field', framed(good.subarray(0, -1))],
  ['cut off in the amount', framed(good.subarray(0, at.amount + 6))],
  ['cut off behind the bitmap', framed(good.subarray(0, at.number))],
  ['a frame length of ten bytes more than come', withLength(good.length + 10)],
  ['a frame length of ten bytes fewer than come', withLength(good.length - 10)],
  ['bytes behind the last field', framed(Buffer.concat([good, Buffer.from('0000')]))],
  ['letters in the amount', over(at.amount, '00000000ABCD')],
  ['a minus sign before the amount', over(at.amount, '-00000004200')],
  ['letters in the card number', over(at.number + 2, '99990000X2345670')],
  ['a card number of length 99', over(at.number, '99')],
  ['a card number of 24 digits', framed(spliced(at.number, 18, '24' + '9'.repeat(24)))],
  ['a card number of no digits', framed(spliced(at.number, 18, '00'))],
  ['a length that is no number', over(at.number, 'AB')],
  ['a length with a sign', framed(spliced(at.acquirer, 7, '+512345'))],
  ['a bitmap that promises a field that is not there', framed(bit(54))],
  ['a bitmap that hides a field that is there', framed(bit(18))],
  ['a response code in a request', framed(bit(39, spliced(at.terminal, 0, '00')))],
  [
    'a secondary bitmap without a field',
    framed(bit(1, Buffer.concat([good.subarray(0, 12), Buffer.alloc(8), good.subarray(12)]))),
  ],
  ['no amount', framed(bit(4, spliced(at.amount, 12, '')))],
  ['no STAN', framed(bit(11, spliced(at.transmission + 10, 6, '')))],
  ['month 13', over(at.transmission, '1327014500')],
  ['30 February', over(at.transmission, '0230014500')],
  ['hour 24', over(at.transmission, '1127240000')],
  ['a line feed in the merchant’s name', over(at.name, 'Nordic\nBooks')],
  ['a byte outside ASCII in the merchant’s name', over(at.name, 'B\xfccher')],
  ['a message type that does not exist', over(0, '0999')],
  ['a type alone', framed(Buffer.from('0100'))],
];
