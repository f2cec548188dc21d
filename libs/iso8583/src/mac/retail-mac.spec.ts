import { createCipheriv, createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { macKeyOf, retailMac } from './retail-mac';

const macOf = (key: string, bytes: Buffer) => retailMac(macKeyOf(key), bytes).toString('hex').toUpperCase();

/** Algorithm 3 as the standard draws it, block by block, with single DES. */
function blockByBlock(key: string, bytes: Buffer): string {
  const [left, right] = [Buffer.from(key.slice(0, 16), 'hex'), Buffer.from(key.slice(16), 'hex')];
  const tripled = (half: Buffer) => Buffer.concat([half, half, half]);
  const encrypt = (half: Buffer, block: Buffer): Buffer =>
    createCipheriv('des-ede3-ecb', tripled(half), null).setAutoPadding(false).update(block);
  const decrypt = (half: Buffer, block: Buffer): Buffer =>
    createDecipheriv('des-ede3-ecb', tripled(half), null).setAutoPadding(false).update(block);
  const padded = Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
  let block: Buffer = Buffer.alloc(8);
  for (let start = 0; start < Math.max(padded.length, 8); start += 8) {
    block = encrypt(left, Buffer.from(block.map((byte, index) => byte ^ (padded[start + index] ?? 0))));
  }
  return encrypt(left, decrypt(right, block)).toString('hex').toUpperCase();
}

describe('the retail MAC', () => {
  // ISO/IEC 9797-1:2011, B.4 (the first is also the example of ANSI X9.19); ICAO 9303 part 11, D.3, its padding written out.
  test.each([
    ['0123456789ABCDEFFEDCBA9876543210', Buffer.from('Now is the time for all '), 'A1C72E74EA3FA9B6'],
    ['0123456789ABCDEFFEDCBA9876543210', Buffer.from('Now is the time for it'), '2E2B1428CC78254F'],
    ['7CA110454A1A6E570131D9619DC1376E', Buffer.from('Hello World !!!!'), 'F09B856213BAB83B'],
    [
      '7962D9ECE03D1ACD4C76089DCE131543',
      Buffer.from('72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F28000000000000000', 'hex'),
      '5F1448EEA8AD90A7',
    ],
  ])('has the published value under %s', (key, bytes, mac) => {
    expect(macOf(key, bytes)).toBe(mac);
    expect(blockByBlock(key, bytes)).toBe(mac);
  });

  test('is the same by a second implementation, for any key and bytes', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9a-f]{32}$/).filter((key) => key.slice(0, 16) !== key.slice(16)),
        fc.uint8Array({ maxLength: 300 }),
        (key, bytes) => {
          expect(macOf(key, Buffer.from(bytes))).toBe(blockByBlock(key, Buffer.from(bytes)));
        },
      ),
    );
  });
});
