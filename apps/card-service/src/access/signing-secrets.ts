import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { KeyGenerations } from '../keys/key-generations';

const algorithm = 'aes-256-gcm';
const idBytes = 8;
const nonceBytes = 12;
const tagBytes = 16;

/** A secret cannot be read here: sealed under a key that the settings do not name, for another API key, or changed. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}

/** Encrypts the signing secrets of networks and merchants at rest, under keys of their own derived from the vault's keys. */
export class SigningSecrets {
  readonly #vaultKeys: KeyGenerations;
  readonly #keys: ReadonlyMap<string, Buffer>;

  /** @param vaultKeys 32 bytes each, as in the settings; card numbers are wrapped under them for another purpose */
  constructor(vaultKeys: readonly Buffer[]) {
    this.#vaultKeys = new KeyGenerations('vault', vaultKeys);
    const derived = (key: Buffer) =>
      Buffer.from(hkdfSync('sha256', key, '', 'mayfly signing secrets v1', 32));
    this.#keys = new Map(this.#vaultKeys.all.map(({ id, key }) => [id, derived(key)]));
  }

  /** Encrypts for one API key: under another key's id the result cannot be read. `nonce`: 12 random bytes, used once. */
  seal(secret: string, keyId: string, nonce: Buffer): Buffer {
    const { id } = this.#vaultKeys.current;
    const cipher = createCipheriv(algorithm, this.keyOf(id), nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(keyId));
    const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from(id, 'hex'), nonce, cipher.getAuthTag(), ciphertext]);
  }

  /** The secret again; throws {@link SecretUnreadable}. */
  open(sealed: Buffer, keyId: string): string {
    const id = sealed.subarray(0, idBytes).toString('hex');
    if (this.#keys.has(id)) return decrypt(this.keyOf(id), sealed.subarray(idBytes), keyId);
    // Sealed before generations had ids: one of them fits, or none.
    for (const key of this.#keys.values()) {
      try {
        return decrypt(key, sealed, keyId);
      } catch {
        continue;
      }
    }
    throw new SecretUnreadable('sealed under another key');
  }

  /** True when the current generation sealed it. */
  isCurrent(sealed: Buffer): boolean {
    return sealed.subarray(0, idBytes).toString('hex') === this.#vaultKeys.current.id;
  }

  private keyOf(id: string): Buffer {
    const key = this.#keys.get(id);
    if (key === undefined) throw new SecretUnreadable('sealed under another key');
    return key;
  }
}

function decrypt(key: Buffer, sealed: Buffer, keyId: string): string {
  try {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(keyId));
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = decipher.update(sealed.subarray(nonceBytes + tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw new SecretUnreadable('does not open');
  }
}
