import { exampleMessages, exampleOf, macKey } from '../spec/example-messages';
import frames from '../spec/pyiso8583-frames.json';
import { Codec, dialects, fields, messageTypes } from './index';

const everyDialect = Object.values(dialects).map((dialect) => [dialect.name, dialect] as const);

describe.each(everyDialect)('the codec in %s', (_, dialect) => {
  const plain = new Codec({ dialect });
  const sealed = new Codec({ dialect, macKey });

  test.each(exampleMessages.map((message) => [message.mti, message] as const))(
    'reads the %s that it wrote, and writes the bytes that it read',
    (_mti, message) => {
      for (const codec of [plain, sealed]) {
        const bytes = codec.pack(message);
        expect(codec.unpack(bytes)).toEqual(message);
        expect(codec.pack(codec.unpack(bytes))).toEqual(bytes);
      }
    },
  );

  test('writes the bytes that pyiso8583 4.0.1 writes, from a specification of the same table', () => {
    const theirs: Record<string, string> = frames[dialect.name as keyof typeof frames];
    for (const message of exampleMessages) {
      expect(plain.pack(message).toString('hex')).toBe(theirs[message.mti]);
    }
  });

  test('refuses every message that is cut short, wherever it is cut', () => {
    for (const message of exampleMessages) {
      const bytes = plain.pack(message);
      for (let length = 0; length < bytes.length; length += 1) {
        expect(() => plain.unpack(bytes.subarray(0, length))).toThrow(
          expect.objectContaining({ name: 'Refusal', code: 'truncated' }) as Error,
        );
      }
    }
  });

  test('refuses a byte left over', () => {
    for (const message of exampleMessages) {
      const bytes = Buffer.concat([plain.pack(message), Buffer.of(0)]);
      expect(() => plain.unpack(bytes)).toThrow(
        expect.objectContaining({ code: 'bytes_left_over', offset: bytes.length - 1 }) as Error,
      );
    }
  });
});

describe('the bytes on the wire', () => {
  const signOn = { mti: '0800', fields: { 7: '1127014500', 11: '000001', 70: '001' } };
  const hex = (text: string) => Buffer.from(text.replace(/ /g, ''), 'hex');

  test('are, in asciiHex, text that can be read', () => {
    expect(new Codec({ dialect: dialects.asciiHex }).pack(signOn).toString('latin1')).toBe(
      '0800' + '8220000000000000' + '0400000000000000' + '1127014500' + '000001' + '001',
    );
  });

  test('are, in asciiBinary, the same with the bitmaps as bytes', () => {
    expect(new Codec({ dialect: dialects.asciiBinary }).pack(signOn)).toEqual(
      Buffer.concat([
        Buffer.from('0800'),
        hex('8220000000000000 0400000000000000'),
        Buffer.from('1127014500000001001'),
      ]),
    );
  });

  test('are, in bcdBinary, two digits a byte, an odd number behind a zero', () => {
    expect(new Codec({ dialect: dialects.bcdBinary }).pack(signOn)).toEqual(
      hex('0800 8220000000000000 0400000000000000 1127014500 000001 0001'),
    );
  });

  test('are, in ebcdicBinary, code page 037', () => {
    expect(new Codec({ dialect: dialects.ebcdicBinary }).pack(signOn)).toEqual(
      hex('f0f8f0f0 8220000000000000 0400000000000000 f1f1f2f7f0f1f4f5f0f0 f0f0f0f0f0f1 f0f0f1'),
    );
  });

  test('are the same characters in EBCDIC as in ASCII, for all that can be printed', () => {
    const [base] = [exampleOf('0100')];
    const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
    const name = [printable.slice(0, 40), printable.slice(40, 80), printable.slice(80).padEnd(40)];
    for (const text of name) {
      const message = { ...base, fields: { ...base.fields, 43: text } };
      const codec = new Codec({ dialect: dialects.ebcdicBinary });
      expect(codec.unpack(codec.pack(message))).toEqual(message);
    }
  });
});

describe('the tables', () => {
  test('have an example of every message type, and every field in one of them', () => {
    expect(exampleMessages.map(({ mti }) => mti)).toEqual([...messageTypes.keys()]);
    const used = new Set(exampleMessages.flatMap(({ fields: present }) => Object.keys(present).map(Number)));
    const unused = [...fields.values()].filter(
      ({ number, characters }) => characters !== 'b' && !used.has(number),
    );
    expect(unused).toEqual([]);
  });
});
