import type { CharacterClass } from '../tables/fields';

const characterCodes = 256;

/** For each class, by ASCII code: 1 when a field of that class may have the character. */
export type ClassTable = Uint8Array;

const tableOf = (pattern: RegExp): ClassTable =>
  Uint8Array.from({ length: characterCodes }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));

export const classTables: Readonly<Record<CharacterClass, ClassTable>> = {
  n: tableOf(/\d/),
  an: tableOf(/[A-Za-z0-9]/),
  ans: tableOf(/[\x20-\x7e]/),
  // Only in hexadecimal are bytes text; lower case would be a second way to write the same.
  b: tableOf(/[0-9A-F]/),
};

/** True when every character of the text is of the class. */
export function isOfClass(text: string, table: ClassTable): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (table[text.charCodeAt(index)] !== 1) return false;
  }
  return true;
}
