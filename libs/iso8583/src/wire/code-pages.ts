/** A code page as two tables of 256 bytes; what has no character in printable ASCII is 0. */
export interface CodePage {
  readonly toAscii: Uint8Array;
  readonly fromAscii: Uint8Array;
}

const codes = 256;

/** Code page 037, from the byte of each run's first character on. */
const ebcdicRuns: readonly (readonly [firstByte: number, characters: string])[] = [
  [0x40, ' '],
  [0x4b, '.<(+|&'],
  [0x5a, '!$*);'],
  [0x60, '-/'],
  [0x6b, ',%_>?'],
  [0x79, '`:#@\'="'],
  [0x81, 'abcdefghi'],
  [0x91, 'jklmnopqr'],
  [0xa1, '~stuvwxyz'],
  [0xb0, '^'],
  [0xba, '[]'],
  [0xc0, '{ABCDEFGHI'],
  [0xd0, '}JKLMNOPQR'],
  [0xe0, '\\'],
  [0xe2, 'STUVWXYZ'],
  [0xf0, '0123456789'],
];

export const asciiPage: CodePage = pageOf([
  [0x20, Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join('')],
]);

export const ebcdicPage: CodePage = pageOf(ebcdicRuns);

function pageOf(runs: readonly (readonly [firstByte: number, characters: string])[]): CodePage {
  const page = { toAscii: new Uint8Array(codes), fromAscii: new Uint8Array(codes) };
  for (const [firstByte, characters] of runs) {
    for (let index = 0; index < characters.length; index += 1) {
      page.toAscii[firstByte + index] = characters.charCodeAt(index);
      page.fromAscii[characters.charCodeAt(index)] = firstByte + index;
    }
  }
  return page;
}
