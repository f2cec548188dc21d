import type { Dialect } from '../tables/dialects';
import type { Field } from '../tables/fields';
import { ascii, bcd, ebcdic, type Encoding } from './encoding';

const encodings = { ascii, bcd, ebcdic };

/** A dialect, ready to read and write by. */
export interface WireFormat {
  readonly digits: Encoding;
  readonly characters: Encoding;
  readonly lengths: Encoding;
  readonly hexadecimalBitmaps: boolean;
}

export function wireFormatOf(dialect: Dialect): WireFormat {
  return {
    digits: encodings[dialect.digits],
    characters: encodings[dialect.characters],
    lengths: encodings[dialect.lengths],
    hexadecimalBitmaps: dialect.bitmaps === 'hexadecimal',
  };
}

/** The encoding of a field's text. */
export function encodingOf(format: WireFormat, field: Field): Encoding {
  return field.characters === 'n' ? format.digits : format.characters;
}

/** Bytes on the wire of so many bytes of a bitmap or MAC. */
export function binaryBytesOf(format: WireFormat, bytes: number): number {
  return format.hexadecimalBitmaps ? 2 * bytes : bytes;
}
