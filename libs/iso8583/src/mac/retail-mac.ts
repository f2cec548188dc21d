import { createCipheriv, timingSafeEqual } from 'node:crypto';

const blockBytes = 8;

/** The two halves of a key for the retail MAC, each 8 bytes, as the cipher wants them. */
export interface MacKey {
  /** Single DES, written as Triple-DES with three equal keys: OpenSSL 3 no longer offers it by itself. */
  readonly single: Buffer;
  readonly triple: Buffer;
}

/**
 * Reads a key of 32 hexadecimal digits.
 *
 * @throws RangeError when it is not one, or when both halves are equal: that is single DES, which is broken
 */
export function macKeyOf(text: string): MacKey {
  if (!/^[0-9a-f]{32}$/i.test(text)) throw new RangeError('A MAC key has 32 hexadecimal digits');
  const bytes = Buffer.from(text, 'hex');
  const left = bytes.subarray(0, blockBytes);
  const right = bytes.subarray(blockBytes);
  if (left.equals(right)) throw new RangeError('The two halves of a MAC key differ');
  return { single: Buffer.concat([left, left, left]), triple: Buffer.concat([left, right, left]) };
}

/**
 * The retail MAC of ANSI X9.19, which is ISO 9797-1 algorithm 3 with padding by zeros: DES in CBC mode, and Triple-DES for the
 * last block. Eight bytes.
 */
export function retailMac(key: MacKey, bytes: Uint8Array): Buffer {
  const blocks = Math.max(1, Math.ceil(bytes.length / blockBytes));
  const padded = Buffer.alloc(blocks * blockBytes);
  padded.set(bytes);
  const lastStart = padded.length - blockBytes;
  let chain = Buffer.alloc(blockBytes);
  if (lastStart > 0) {
    const chained = encrypt(key.single, chain, padded.subarray(0, lastStart));
    chain = chained.subarray(chained.length - blockBytes);
  }
  return encrypt(key.triple, chain, padded.subarray(lastStart));
}

/** Compares in constant time. */
export function macMatches(expected: Buffer, presented: Buffer): boolean {
  return expected.length === presented.length && timingSafeEqual(expected, presented);
}

function encrypt(key: Buffer, initial: Buffer, blocks: Buffer): Buffer<ArrayBuffer> {
  const cipher = createCipheriv('des-ede3-cbc', key, initial).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}
