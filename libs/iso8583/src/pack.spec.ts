import { exampleOf } from '../spec/example-messages';
import { refusalOf } from '../spec/refusal-of';
import { Codec, dialects, type RefusalCode } from './index';

const codec = new Codec({ dialect: dialects.asciiHex });

describe('packing refuses what unpacking would', () => {
  const base = exampleOf('0100');
  test.each<[string, number, unknown, RefusalCode]>([
    ['a field too long', 4, '0000000004200', 'field_length'],
    ['a field too short', 41, 'T1', 'field_length'],
    ['an amount that is no text', 4, 4200, 'field_content'],
    ['a field that is undefined', 38, undefined, 'field_content'],
    ['a letter in a number', 4, '00000000420O', 'field_characters'],
    ['a date that does not exist', 7, '0230014500', 'field_content'],
    ['a field of another message', 39, '00', 'field_not_allowed'],
    ['a MAC, which is made by the codec', 64, '0123456789ABCDEF', 'field_not_allowed'],
    ['a field of no table', 5, '000000004200', 'field_unknown'],
  ])('%s', (_, number, text, code) => {
    const message = { ...base, fields: { ...base.fields, [number]: text as string } };
    expect(refusalOf(() => codec.pack(message))).toMatchObject({ code, offset: 0, answerable: false });
  });

  test('an unknown type, a missing field, and a number that is written in a second way', () => {
    expect(refusalOf(() => codec.pack({ ...base, mti: '0102' })).code).toBe('mti_unknown');
    expect(
      refusalOf(() => codec.pack({ mti: '0800', fields: { 7: '1127014500', 11: '000001' } })),
    ).toMatchObject({
      part: 70,
      code: 'field_missing',
    });
    const twice = { ...base.fields, '02': '9999000012345670' } as Record<number, string>;
    expect(refusalOf(() => codec.pack({ ...base, fields: twice })).code).toBe('field_unknown');
  });
});
