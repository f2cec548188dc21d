import { randomBytes } from 'node:crypto';
import { SigningSecrets } from './signing-secrets';

const secrets = new SigningSecrets([Buffer.alloc(32, 1)]);
const keyId = '0199c7a2-2222-7222-8222-0000000000e1';

describe('a signing secret at rest', () => {
  it('can be read again, and is not readable as it lies', () => {
    const sealed = secrets.seal('of a network', keyId, randomBytes(12));
    expect(sealed.includes('of a network')).toBe(false);
    expect(secrets.open(sealed, keyId)).toBe('of a network');
  });

  it('cannot be read for another API key, under another vault key, or after a change', () => {
    const sealed = secrets.seal('of a network', keyId, randomBytes(12));
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
    expect(() => secrets.open(sealed, keyId.replace('e1', 'e2'))).toThrow();
    expect(() => new SigningSecrets([Buffer.alloc(32, 2)]).open(sealed, keyId)).toThrow();
    expect(() => secrets.open(changed, keyId)).toThrow();
  });

  it('can be read under an older vault key, and says whether the current one sealed it', () => {
    const sealed = secrets.seal('of a network', keyId, randomBytes(12));
    const rotated = new SigningSecrets([Buffer.alloc(32, 2), Buffer.alloc(32, 1)]);
    expect(rotated.open(sealed, keyId)).toBe('of a network');
    expect(rotated.isCurrent(sealed)).toBe(false);
    expect(rotated.isCurrent(rotated.seal('of a network', keyId, randomBytes(12)))).toBe(true);
  });

  it('from before keys had generations can be read under whichever fits', () => {
    const sealed = secrets.seal('of a network', keyId, randomBytes(12)).subarray(8);
    const rotated = new SigningSecrets([Buffer.alloc(32, 2), Buffer.alloc(32, 1)]);
    expect(rotated.open(sealed, keyId)).toBe('of a network');
    expect(rotated.isCurrent(sealed)).toBe(false);
  });
});
