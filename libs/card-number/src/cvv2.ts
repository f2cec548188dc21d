import { createCipheriv, timingSafeEqual } from 'node:crypto';

/** Stands where the stripe's service code would be, so that the code for the stripe is of no use without a card. */
const cvv2ServiceCode = '000';

const blockBytes = 8;
const cvvDigits = 3;

/** What a verification value is computed from. */
export interface CvvInput {
  /** Card number, 13 to 19 digits. */
  readonly number: string;
  /** YYMM. */
  readonly expiry: string;
  /** Three digits. */
  readonly serviceCode: string;
}

/**
 * A card's verification value by the published method: two-key Triple-DES over number, expiry and service code, then the
 * decimal digits of the result and, if there are too few, its letters less ten.
 *
 * @param key the card verification key pair, 32 hexadecimal digits
 * @throws RangeError when the key or the input is not well-formed
 */
export function computeCvv(key: string, { number, expiry, serviceCode }: CvvInput): string {
  if (!/^[0-9a-f]{32}$/i.test(key)) throw new RangeError('A card verification key has 32 hexadecimal digits');
  if (!/^\d{13,19}$/.test(number) || !/^\d{4}$/.test(expiry) || !/^\d{3}$/.test(serviceCode)) {
    throw new RangeError('A verification value needs a card number, an expiry YYMM and a service code');
  }
  const keyBytes = Buffer.from(key, 'hex');
  const keyA = keyBytes.subarray(0, blockBytes);
  const keyB = keyBytes.subarray(blockBytes);
  const input = Buffer.from(`${number}${expiry}${serviceCode}`.padEnd(4 * blockBytes, '0'), 'hex');

  // Triple-DES with three equal keys is single DES, which OpenSSL 3 no longer offers by itself.
  const first = encrypt(Buffer.concat([keyA, keyA, keyA]), input.subarray(0, blockBytes));
  const second = xor(first, input.subarray(blockBytes));
  return decimalize(encrypt(Buffer.concat([keyA, keyB, keyA]), second));
}

/** The code that a customer types: `computeCvv` with service code 000. `expiry` is YYMM. */
export function computeCvv2(key: string, number: string, expiry: string): string {
  return computeCvv(key, { number, expiry, serviceCode: cvv2ServiceCode });
}

/** Compares in constant time; a code of any other length is simply wrong. */
export function cvv2Matches(expected: string, presented: string): boolean {
  const expectedBytes = Buffer.from(expected);
  const presentedBytes = Buffer.from(presented);
  return expectedBytes.length === presentedBytes.length && timingSafeEqual(expectedBytes, presentedBytes);
}

function encrypt(key: Buffer, block: Buffer): Buffer {
  const cipher = createCipheriv('des-ede3', key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}

function decimalize(block: Buffer): string {
  const hex = block.toString('hex');
  const digits = hex.replace(/[a-f]/g, '');
  const letters = hex.replace(/\d/g, '').replace(/./g, (letter) => String(parseInt(letter, 16) - 10));
  return (digits + letters).slice(0, cvvDigits);
}
