import { assemble, put, written } from '../spec/assemble';
import { exampleOf } from '../spec/example-messages';
import { refusalOf } from '../spec/refusal-of';
import { Codec, dialects, dump } from './index';

const codec = new Codec({ dialect: dialects.asciiHex });
const purchase = written(exampleOf('0100'));

describe('a refusal', () => {
  const refusal = refusalOf(() => codec.unpack(assemble(put(purchase, 4, '00000000420O'))));

  test('has the answer 30, with what the question said', () => {
    expect(refusal.answer()).toEqual({
      mti: '0110',
      fields: {
        2: '9999000012345670',
        3: '000000',
        7: '1127014500',
        11: '000123',
        12: '024500',
        13: '1127',
        32: '12345',
        33: '98765432101',
        37: '633101000123',
        39: '30',
        41: 'TERM0001',
        42: 'NORDICBOOKS    ',
        49: '978',
      },
    });
    expect(() => codec.pack(refusal.answer() ?? { mti: '', fields: {} })).not.toThrow();
  });

  test('of an answer is not answered', () => {
    const answer = written(exampleOf('0110'));
    const wrong = { ...answer, fields: { ...answer.fields, 4: '00000000420O' } };
    expect(refusalOf(() => codec.unpack(assemble(wrong))).answerable).toBe(false);
  });

  test('of a field that the answer may not have either is answered without it', () => {
    const echo = { mti: '0800', fields: { 7: '1127014500', 11: '000001', 37: '633101000123', 70: '301' } };
    expect(refusalOf(() => codec.unpack(assemble(echo))).answer()).toEqual({
      mti: '0810',
      fields: { 7: '1127014500', 11: '000001', 39: '30', 70: '301' },
    });
  });

  test('gives no card number to whoever logs it', () => {
    const copied: Record<string, unknown> = {};
    for (const key in refusal) copied[key] = Reflect.get(refusal, key);
    for (const shown of [JSON.stringify(copied), JSON.stringify(refusal), String(refusal.stack)]) {
      expect(shown).not.toContain('9999000012345670');
    }
    expect(JSON.stringify(copied)).toContain('field_characters');
  });

  test('shows what could be read, with the number masked', () => {
    const shown = dump(refusal);
    expect(shown).toContain('99990000****5670');
    expect(shown).not.toContain('9999000012345670');
    expect(shown).toContain(
      'refused at byte 55, field 4: field_characters. Field 4 (amount, transaction) has a character that is not of format n.',
    );
  });
});
