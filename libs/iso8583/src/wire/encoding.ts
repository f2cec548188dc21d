import type { ClassTable } from './character-classes';
import { asciiPage, ebcdicPage, type CodePage } from './code-pages';

/** How text travels. */
export interface Encoding {
  bytesOf(characters: number): number;
  /** The text, or the offset of the first byte that is no character of the class; the bytes must be there. */
  read(bytes: Buffer, start: number, characters: number, table: ClassTable): string | number;
  /** Text of the right class only. */
  write(bytes: Buffer, start: number, text: string): void;
}

const decimalBase = 10;
const longestText = 999;

export const ascii = oneByteEach(asciiPage);
export const ebcdic = oneByteEach(ebcdicPage);

/** Two digits a byte; an odd number of digits stands behind a zero. */
export const bcd: Encoding = {
  bytesOf: (digits) => Math.ceil(digits / 2),
  read(bytes, start, digits) {
    const end = start + Math.ceil(digits / 2);
    for (let offset = start; offset < end; offset += 1) {
      const byte = bytes[offset] ?? 0xff;
      if (byte >> 4 >= decimalBase || (byte & 0xf) >= decimalBase) return offset;
    }
    const text = bytes.toString('hex', start, end);
    if (digits % 2 === 0) return text;
    return text.startsWith('0') ? text.slice(1) : start;
  },
  write(bytes, start, text) {
    bytes.write(text.length % 2 === 0 ? text : `0${text}`, start, 'hex');
  },
};

function oneByteEach({ toAscii, fromAscii }: CodePage): Encoding {
  // Reading ends before anybody else can begin.
  const scratch = Buffer.alloc(longestText);
  return {
    bytesOf: (characters) => characters,
    read(bytes, start, characters, table) {
      for (let index = 0; index < characters; index += 1) {
        const code = toAscii[bytes[start + index] ?? 0] ?? 0;
        if (table[code] !== 1) return start + index;
        scratch[index] = code;
      }
      return scratch.toString('latin1', 0, characters);
    },
    write(bytes, start, text) {
      for (let index = 0; index < text.length; index += 1) {
        bytes[start + index] = fromAscii[text.charCodeAt(index)] ?? 0;
      }
    },
  };
}
