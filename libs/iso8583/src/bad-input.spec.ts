import { assemble, put, written, type Assembly } from '../spec/assemble';
import { exampleOf } from '../spec/example-messages';
import { refusalOf } from '../spec/refusal-of';
import { Codec, dialects, type RefusalCode, type RefusedPart } from './index';

const codec = new Codec({ dialect: dialects.asciiHex });
const purchase = written(exampleOf('0100'));
/** Where the fields of a purchase begin, and each of the first few. */
const at = {
  field2: 20,
  field3: 38,
  field4: 44,
  field7: 56,
  field11: 66,
  field12: 72,
  field13: 78,
  field14: 82,
};

const withField = (number: number, text: string) => put(purchase, number, text);
const without = (...numbers: number[]): Assembly => ({
  ...purchase,
  fields: Object.fromEntries(
    Object.entries(purchase.fields).filter(([key]) => !numbers.includes(Number(key))),
  ),
});
const echo = (parts: Partial<Assembly>): Assembly => ({
  mti: '0800',
  fields: { 7: '1127014500', 11: '000001', 70: '301' },
  ...parts,
});

type Row = [
  what: string,
  Assembly,
  RefusedPart,
  RefusalCode,
  offset: number | undefined,
  answerable: boolean,
];

const rows: Row[] = [
  ['an unknown message type', { ...purchase, mti: '0102' }, 'mti', 'mti_unknown', 0, false],
  ['a type of the edition of 1993', { ...purchase, mti: '1100' }, 'mti', 'mti_unknown', 0, false],
  ['a type that is no number', { ...purchase, mti: '01O0' }, 'mti', 'mti_unknown', 0, false],
  ['a field that no table has', withField(5, '000000004200'), 5, 'field_unknown', 56, false],
  ['such a field behind the STAN', withField(15, '1127'), 15, 'field_unknown', undefined, true],
  ['a third bitmap', echo({ announced: [65] }), 65, 'field_unknown', undefined, true],
  ['a field that the type has not', withField(39, '00'), 39, 'field_not_allowed', undefined, true],
  ['a missing amount', without(4), 4, 'field_missing', undefined, true],
  ['a missing STAN', without(11), 11, 'field_missing', undefined, false],
  ['a purchase without a merchant', without(42, 43), 42, 'field_missing', undefined, true],
  ['a letter in the amount', withField(4, '00000000420O'), 4, 'field_characters', at.field4 + 11, true],
  ['a sign in the amount', withField(4, '-00000004200'), 4, 'field_characters', at.field4, true],
  ['a full-width digit', withField(3, '00000\xb2'), 3, 'field_characters', at.field3 + 5, true],
  [
    'an amount of thirteen digits, which shifts the STAN',
    withField(4, '0000000004200'),
    7,
    'field_content',
    56,
    false,
  ],
  ['a number of eleven digits', withField(2, '1112345678901'), 2, 'field_length', at.field2, false],
  ['a number of twenty digits', withField(2, '2012345678901234567890'), 2, 'field_length', at.field2, false],
  ['an empty number', withField(2, '00'), 2, 'field_length', at.field2, false],
  ['a length that is no number', withField(2, '1:9999000012345670'), 2, 'field_length', at.field2, false],
  ['a length with a blank', withField(32, ' 512345'), 32, 'field_length', undefined, true],
  ['month 13', withField(7, '1327014500'), 7, 'field_content', at.field7, true],
  ['month 00', withField(7, '0027014500'), 7, 'field_content', at.field7, true],
  ['30 February', withField(7, '0230014500'), 7, 'field_content', at.field7, true],
  ['31 November', withField(7, '1131014500'), 7, 'field_content', at.field7, true],
  ['hour 24', withField(7, '1127240000'), 7, 'field_content', at.field7, true],
  ['minute 60', withField(7, '1127016000'), 7, 'field_content', at.field7, true],
  ['second 60', withField(12, '024560'), 12, 'field_content', at.field12, true],
  ['a local date that does not exist', withField(13, '0431'), 13, 'field_content', at.field13, true],
  ['an expiry in month 13', withField(14, '2713'), 14, 'field_content', at.field14, true],
  [
    'a control character in a name',
    withField(43, 'Nordic\nBooks'.padEnd(40)),
    43,
    'field_characters',
    undefined,
    true,
  ],
  ['a letter outside ASCII', withField(43, 'B\xfccher'.padEnd(40)), 43, 'field_characters', undefined, true],
  [
    'a space in the retrieval reference',
    withField(37, '63310100012 '),
    37,
    'field_characters',
    undefined,
    true,
  ],
  ['a letter as currency', withField(49, 'EUR'), 49, 'field_characters', undefined, true],
  ['an unknown private element', withField(48, '0079903123'), 48, 'field_content', undefined, true],
  ['a private element of a lying length', withField(48, '0079204123'), 48, 'field_content', undefined, true],
  ['a CVV2 of four digits', withField(48, '00892041234'), 48, 'field_content', undefined, true],
  ['a private element twice', withField(48, '01492031239203123'), 48, 'field_content', undefined, true],
  ['private elements out of order', withField(48, '012920312361011'), 48, 'field_content', undefined, true],
  [
    'half an additional amount',
    withField(54, '0210057978C0000000099001'),
    54,
    'field_content',
    undefined,
    true,
  ],
  [
    'an original of an unknown type',
    withField(90, '0999'.padEnd(42, '0')),
    90,
    'field_content',
    undefined,
    true,
  ],
  [
    'an original that was an answer',
    withField(90, '0110'.padEnd(42, '0')),
    90,
    'field_content',
    undefined,
    true,
  ],
  [
    'an original of 31 April',
    withField(90, '01000001230431014500'.padEnd(42, '0')),
    90,
    'field_content',
    undefined,
    true,
  ],
  ['a field promised that is not there', { ...purchase, announced: [54] }, 54, 'truncated', 230, true],
  [
    'a last field promised that is not there',
    echo({ announced: [90] }),
    90,
    'field_not_allowed',
    undefined,
    true,
  ],
  ['a field that was not announced', { ...purchase, hushed: [14] }, 32, 'field_length', undefined, true],
  [
    'a secondary bitmap without fields',
    { ...purchase, secondary: true },
    'bitmap',
    'bitmap_secondary_empty',
    20,
    true,
  ],
  ['bytes left over', { ...purchase, tail: '0' }, 'message', 'bytes_left_over', 230, true],
  [
    'a second message behind the first',
    { ...purchase, tail: '0800' },
    'message',
    'bytes_left_over',
    230,
    true,
  ],
  ['a MAC on a link without a key', withField(64, '0123456789ABCDEF'), 64, 'mac_unexpected', 230, true],
];

describe('bad input is refused', () => {
  test.each(rows)('%s', (_, assembly, part, code, offset, answerable) => {
    const refusal = refusalOf(() => codec.unpack(assemble(assembly)));
    expect({ part: refusal.part, code: refusal.code, answerable: refusal.answerable }).toEqual({
      part,
      code,
      answerable,
    });
    if (offset !== undefined) expect(refusal.offset).toBe(offset);
    expect(refusal.message).toMatch(/^[A-Z][^.]+$/);
  });

  test('the same message without the fault is accepted', () => {
    expect(codec.unpack(assemble(purchase))).toEqual(exampleOf('0100'));
    expect(codec.unpack(assemble(echo({})))).toMatchObject({ mti: '0800' });
  });

  test('an empty message, and a lone type', () => {
    expect(refusalOf(() => codec.unpack(Buffer.alloc(0)))).toMatchObject({ part: 'mti', code: 'truncated' });
    expect(refusalOf(() => codec.unpack(Buffer.from('0100')))).toMatchObject({
      part: 'bitmap',
      code: 'truncated',
      offset: 4,
    });
  });

  test('a bitmap in lower case, which would not be packed again', () => {
    const text = assemble(purchase).toString('latin1');
    const lower = Buffer.from(text.slice(0, 4) + text.slice(4, 20).toLowerCase() + text.slice(20), 'latin1');
    expect(refusalOf(() => codec.unpack(lower))).toMatchObject({
      part: 'bitmap',
      code: 'bitmap_not_hexadecimal',
    });
  });

  test('in BCD, a nibble above 9 and a pad that is not zero', () => {
    const bcd = new Codec({ dialect: dialects.bcdBinary });
    const bytes = bcd.pack({ mti: '0800', fields: { 7: '1127014500', 11: '000001', 70: '301' } });
    const altered = (offset: number, byte: number) => {
      const copy = Buffer.from(bytes);
      copy[offset] = byte;
      return refusalOf(() => bcd.unpack(copy));
    };
    expect(altered(18, 0xa1)).toMatchObject({ part: 7, code: 'field_characters', offset: 18 });
    expect(altered(24, 0x0a)).toMatchObject({ part: 11, code: 'field_characters', offset: 24 });
    expect(altered(26, 0x13)).toMatchObject({ part: 70, code: 'field_characters', offset: 26 });
  });
});

describe('29 February, of which no field says the year', () => {
  test.each([
    [7, '0229235959'],
    [13, '0229'],
  ])('is accepted in field %i', (number, text) => {
    expect(codec.unpack(assemble(withField(number, text))).fields[number]).toBe(text);
  });
});
