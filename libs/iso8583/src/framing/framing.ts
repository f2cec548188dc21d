/** How a link cuts its stream of bytes into messages: length, header, message. */
export interface Framing {
  /** Two or four bytes, the highest first, or four digits in ASCII. */
  readonly length: 'binary2' | 'binary4' | 'ascii4';
  /** Whether the length counts its own bytes; header and message are always counted. */
  readonly lengthIncludesItself: boolean;
  /** A fixed header between length and message, such as a TPDU, in hexadecimal: what must come, and what is sent. */
  readonly header?: { readonly incoming: string; readonly outgoing: string };
  /** The largest header and message together that is taken. */
  readonly maximumBytes: number;
}

/** Two bytes of length, which count the message alone; 4,096 bytes at most, about twice the longest message of the tables. */
export const defaultFraming: Framing = {
  length: 'binary2',
  lengthIncludesItself: false,
  maximumBytes: 4096,
};

/** The bytes of a header. @throws RangeError when it is not written in whole bytes */
export function headerBytesOf(hexadecimal = ''): Buffer {
  if (!/^([0-9a-f]{2})*$/i.test(hexadecimal)) throw new RangeError('A header is written in hexadecimal');
  return Buffer.from(hexadecimal, 'hex');
}

interface LengthForm {
  readonly bytes: number;
  readonly largest: number;
  /** Undefined when the bytes are no length. */
  read(bytes: Buffer): number | undefined;
  write(bytes: Buffer, length: number): void;
}

export const lengthForms: Readonly<Record<Framing['length'], LengthForm>> = {
  binary2: {
    bytes: 2,
    largest: 0xffff,
    read: (bytes) => bytes.readUInt16BE(),
    write: (bytes, length) => bytes.writeUInt16BE(length),
  },
  binary4: {
    bytes: 4,
    largest: 0xffffffff,
    read: (bytes) => bytes.readUInt32BE(),
    write: (bytes, length) => bytes.writeUInt32BE(length),
  },
  ascii4: {
    bytes: 4,
    largest: 9999,
    read(bytes) {
      const digits = bytes.toString('latin1', 0, 4);
      return /^\d{4}$/.test(digits) ? Number(digits) : undefined;
    },
    write: (bytes, length) => bytes.write(String(length).padStart(4, '0'), 'latin1'),
  },
};
