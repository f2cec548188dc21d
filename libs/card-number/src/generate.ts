import { completeLuhn } from './luhn';

/** How many digits every number of ours has. */
export const numberLength = 16;

/** A byte from here on is thrown away: 250 is the last multiple of ten, and the rest would favour small digits. */
const byteLimit = 250;

/** Gives so many unpredictable bytes; `randomBytes` of node:crypto in production. */
export type RandomBytes = (size: number) => Uint8Array;

/**
 * A new card number: 16 digits that start with the issuer's, have a uniformly random body and pass Luhn. It may exist
 * already: the caller stores it under a unique key, and takes another one when that is taken.
 *
 * @param iin the issuer's 6 to 8 leading digits
 * @throws RangeError for any other IIN
 */
export function generateCardNumber(iin: string, randomBytes: RandomBytes): string {
  if (!/^\d{6,8}$/.test(iin)) throw new RangeError('An IIN has 6 to 8 digits');
  return completeLuhn(iin + randomDigits(numberLength - 1 - iin.length, randomBytes));
}

function randomDigits(count: number, randomBytes: RandomBytes): string {
  let digits = '';
  while (digits.length < count) {
    for (const byte of randomBytes(count - digits.length)) {
      if (byte < byteLimit) digits += String(byte % 10);
    }
  }
  return digits;
}
