import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { RANDOM, SETTINGS, type RandomSource } from '../providers';
import type { Settings } from '../settings';

/** A card number at rest. */
export interface SealedNumber {
  /** Which key wrapped the data key. */
  readonly keyId: string;
  /** Wrapped data key (40 bytes), nonce (12), authentication tag (16), ciphertext. */
  readonly envelope: Buffer;
}

/** What is stored cannot be opened: another key, another card's row, or tampering. Tells nothing else on purpose. */
export class VaultFailure extends Error {
  override readonly name = 'VaultFailure';
}

const wrappedBytes = 40;
const nonceBytes = 12;
const tagBytes = 16;
/** RFC 3394, 2.2.3.1: the initial value whose return proves that the key was unwrapped whole. */
const wrapInitialValue = Buffer.from('a6a6a6a6a6a6a6a6', 'hex');

/**
 * Keeps card numbers: AES-256-GCM with the card's id as associated data, so that a ciphertext moved to another card's
 * row does not open.
 *
 * Each number has a data key of its own, wrapped (RFC 3394) by the vault's key, rather than all being encrypted by that
 * key directly: one key per message takes away GCM's limit on messages under one key with random nonces, and changing the
 * vault's key rewrites 40 bytes a card and never touches a number. The key id is a fingerprint of the vault's key, so a
 * row says which one opens it and nobody has to keep a list of names.
 */
@Injectable()
export class CardVault {
  readonly #key: Buffer;
  readonly #keyId: string;

  constructor(
    @Inject(SETTINGS) settings: Pick<Settings, 'vaultKey'>,
    @Inject(RANDOM) private readonly random: RandomSource,
  ) {
    this.#key = settings.vaultKey;
    this.#keyId = createHash('sha256')
      .update('mayfly vault key')
      .update(this.#key)
      .digest('hex')
      .slice(0, 16);
  }

  /** Encrypts a number for the row of `cardId`. */
  seal(cardId: string, number: string): SealedNumber {
    const dataKey = this.random.bytes(32);
    const nonce = this.random.bytes(nonceBytes);
    const wrap = createCipheriv('id-aes256-wrap', this.#key, wrapInitialValue);
    const wrapped = Buffer.concat([wrap.update(dataKey), wrap.final()]);
    const cipher = createCipheriv('aes-256-gcm', dataKey, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(cardId));
    const ciphertext = Buffer.concat([cipher.update(number, 'ascii'), cipher.final()]);
    return {
      keyId: this.#keyId,
      envelope: Buffer.concat([wrapped, nonce, cipher.getAuthTag(), ciphertext]),
    };
  }

  /** Decrypts what was sealed for `cardId`; throws {@link VaultFailure}. */
  open(cardId: string, { keyId, envelope }: SealedNumber): string {
    if (keyId !== this.#keyId) throw new VaultFailure('sealed under another key');
    const nonceAt = wrappedBytes;
    const tagAt = nonceAt + nonceBytes;
    const ciphertextAt = tagAt + tagBytes;
    try {
      const unwrap = createDecipheriv('id-aes256-wrap', this.#key, wrapInitialValue);
      const dataKey = Buffer.concat([unwrap.update(envelope.subarray(0, nonceAt)), unwrap.final()]);
      const decipher = createDecipheriv('aes-256-gcm', dataKey, envelope.subarray(nonceAt, tagAt), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(cardId));
      decipher.setAuthTag(envelope.subarray(tagAt, ciphertextAt));
      return decipher.update(envelope.subarray(ciphertextAt), undefined, 'ascii') + decipher.final('ascii');
    } catch {
      throw new VaultFailure('does not open');
    }
  }
}
