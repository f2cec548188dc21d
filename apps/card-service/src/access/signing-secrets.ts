import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts the signing secrets of networks and merchants at rest, under a key of their own derived from the vault key. */
export class SigningSecrets {
  private readonly key: Buffer;

  /** @param vaultKey 32 bytes, as in the settings; card numbers are wrapped under it for another purpose */
  constructor(vaultKey: Buffer) {
    this.key = Buffer.from(hkdfSync('sha256', vaultKey, '', 'mayfly signing secrets v1', 32));
  }

  /** Encrypts for one API key: under another key's id the result cannot be read. `nonce`: 12 random bytes, used once. */
  seal(secret: string, keyId: string, nonce: Buffer): Buffer {
    const cipher = createCipheriv(algorithm, this.key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(keyId));
    const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
  }

  /** The secret again; throws when it was changed, sealed for another API key, or under another vault key. */
  open(sealed: Buffer, keyId: string): string {
    const decipher = createDecipheriv(algorithm, this.key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(keyId));
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = decipher.update(sealed.subarray(nonceBytes + tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  }
}
