/** How a link writes messages; the fields and messages are the same in every dialect. */
export interface Dialect {
  readonly name: string;
  /** Message type and fields of format n. BCD: two digits a byte, an odd number of digits behind a zero. */
  readonly digits: 'ascii' | 'bcd' | 'ebcdic';
  /** Fields of format an and ans. EBCDIC is code page 037. */
  readonly characters: 'ascii' | 'ebcdic';
  /** The length before LLVAR and LLLVAR; it counts digits or characters, not bytes. */
  readonly lengths: 'ascii' | 'bcd' | 'ebcdic';
  /** Bitmaps and the MAC: bytes, or two hexadecimal digits for each, upper case, in the encoding of the characters. */
  readonly bitmaps: 'binary' | 'hexadecimal';
}

/** Readable in a terminal. */
export const asciiHex: Dialect = {
  name: 'asciiHex',
  digits: 'ascii',
  characters: 'ascii',
  lengths: 'ascii',
  bitmaps: 'hexadecimal',
};

export const asciiBinary: Dialect = { ...asciiHex, name: 'asciiBinary', bitmaps: 'binary' };

export const bcdBinary: Dialect = {
  name: 'bcdBinary',
  digits: 'bcd',
  characters: 'ascii',
  lengths: 'bcd',
  bitmaps: 'binary',
};

export const ebcdicBinary: Dialect = {
  name: 'ebcdicBinary',
  digits: 'ebcdic',
  characters: 'ebcdic',
  lengths: 'ebcdic',
  bitmaps: 'binary',
};

/** The dialects by name; any other combination of the four columns is as good. */
export const dialects = { asciiHex, asciiBinary, bcdBinary, ebcdicBinary } as const;
