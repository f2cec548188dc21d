import { assemble, put, written } from '../../spec/assemble';
import { exampleOf, macKey } from '../../spec/example-messages';
import { refusalOf } from '../../spec/refusal-of';
import { Codec, dialects } from '../index';

const purchase = written(exampleOf('0100'));

describe('on a link with a key', () => {
  const sealed = new Codec({ dialect: dialects.asciiHex, macKey });
  const bytes = sealed.pack(exampleOf('0100'));

  test('a message without a MAC is refused', () => {
    expect(refusalOf(() => sealed.unpack(assemble(purchase)))).toMatchObject({
      part: 64,
      code: 'mac_missing',
      answerable: true,
    });
  });

  test('a message that was changed on the way is refused, wherever it was changed', () => {
    const codes = new Set<string>();
    for (let offset = 0; offset < bytes.length; offset += 1) {
      const copy = Buffer.from(bytes);
      copy[offset] = (copy[offset] ?? 0) ^ 1;
      codes.add(refusalOf(() => sealed.unpack(copy)).code);
    }
    expect(codes).toContain('mac_wrong');
  });

  test('the MAC of another link is refused', () => {
    const other = new Codec({ dialect: dialects.asciiHex, macKey: '1123456789ABCDEFFEDCBA9876543210' });
    expect(refusalOf(() => other.unpack(bytes))).toMatchObject({
      part: 64,
      code: 'mac_wrong',
      answerable: true,
    });
  });

  test('a MAC is taken only as the last field of the last bitmap', () => {
    const mac = 'A'.repeat(16);
    const withOriginal = { ...purchase.fields, 64: mac, 90: '0100'.padEnd(42, '0') };
    const misplaced = [{ ...purchase, fields: withOriginal }, put(purchase, 128, mac)];
    for (const assembly of misplaced) {
      expect(refusalOf(() => sealed.unpack(assemble(assembly))).code).toBe('mac_misplaced');
    }
  });

  test('with a field of the second bitmap, the MAC is field 128', () => {
    const text = sealed
      .pack({ mti: '0800', fields: { 7: '1127014500', 11: '000001', 70: '301' } })
      .toString('latin1');
    expect(text.slice(4, 36)).toBe('8220000000000000' + '0400000000000001');
  });

  test.each(['', '0123456789ABCDEF', '0123456789ABCDEF0123456789ABCDEF', 'x'.repeat(32)])(
    '%p is no key',
    (key) => {
      expect(() => new Codec({ dialect: dialects.asciiHex, macKey: key })).toThrow(RangeError);
    },
  );
});
