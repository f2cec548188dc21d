import { contents, type Content } from './contents';

/** Which characters a field may have: digits; letters and digits; all of printable ASCII; bytes. */
export type CharacterClass = 'n' | 'an' | 'ans' | 'b';

/** A row of the field table. */
export interface Field {
  readonly number: number;
  readonly name: string;
  readonly characters: CharacterClass;
  /** Fewest digits or characters; bytes for format b. */
  readonly minimum: number;
  readonly maximum: number;
  /** Digits of the length before the field: none when it is fixed, 2 for LLVAR, 3 for LLLVAR. */
  readonly lengthDigits: 0 | 2 | 3;
  readonly content: Content | undefined;
}

const fixed = (
  number: number,
  name: string,
  characters: CharacterClass,
  length: number,
  content?: Content,
): Field => ({ number, name, characters, minimum: length, maximum: length, lengthDigits: 0, content });

const variable = (
  number: number,
  name: string,
  characters: CharacterClass,
  [minimum, maximum]: readonly [number, number],
  lengthDigits: 2 | 3,
  content?: Content,
): Field => ({ number, name, characters, minimum, maximum, lengthDigits, content });

const rows: readonly Field[] = [
  variable(2, 'primary account number', 'n', [12, 19], 2),
  fixed(3, 'processing code', 'n', 6),
  fixed(4, 'amount, transaction', 'n', 12),
  fixed(7, 'transmission date and time', 'n', 10, contents.transmission),
  fixed(11, 'systems trace audit number', 'n', 6),
  fixed(12, 'time, local transaction', 'n', 6, contents.time),
  fixed(13, 'date, local transaction', 'n', 4, contents.date),
  fixed(14, 'date, expiration', 'n', 4, contents.expiry),
  fixed(18, "merchant's type", 'n', 4),
  fixed(19, 'acquiring institution country code', 'n', 3),
  fixed(22, 'point of service entry mode', 'n', 3),
  fixed(25, 'point of service condition code', 'n', 2),
  variable(32, 'acquiring institution identification code', 'n', [1, 11], 2),
  variable(33, 'forwarding institution identification code', 'n', [1, 11], 2),
  fixed(37, 'retrieval reference number', 'an', 12),
  fixed(38, 'authorization identification response', 'an', 6),
  fixed(39, 'response code', 'an', 2),
  fixed(41, 'card acceptor terminal identification', 'ans', 8),
  fixed(42, 'card acceptor identification code', 'ans', 15),
  fixed(43, 'card acceptor name and location', 'ans', 40),
  variable(44, 'additional response data', 'an', [1, 25], 2),
  variable(48, 'additional data, private', 'ans', [5, 999], 3, contents.privateData),
  fixed(49, 'currency code, transaction', 'n', 3),
  variable(54, 'additional amounts', 'an', [20, 120], 3, contents.additionalAmounts),
  fixed(64, 'message authentication code', 'b', 8),
  fixed(70, 'network management information code', 'n', 3),
  fixed(90, 'original data elements', 'n', 42, contents.originalDataElements),
  fixed(95, 'replacement amounts', 'n', 42, contents.replacementAmounts),
  fixed(128, 'message authentication code', 'b', 8),
];

/** The field table, by number. */
export const fields: ReadonlyMap<number, Field> = new Map(rows.map((row) => [row.number, row]));

/** Where a MAC may stand: the last field of the message, whichever bitmap that is in. */
export const macFields = [64, 128] as const;
