import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { KeyGenerations } from '../keys/key-generations';
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
  readonly #keys: KeyGenerations;

  constructor(
    @Inject(SETTINGS) settings: Pick<Settings, 'vaultKeys'>,
    @Inject(RANDOM) private readonly random: RandomSource,
  ) {
    this.#keys = new KeyGenerations('vault', settings.vaultKeys);
  }

  /** Id of the key that seals. */
  get currentKeyId(): string {
    return this.#keys.current.id;
  }

  /** Encrypts a number for the row of `cardId`. */
  seal(cardId: string, number: string): SealedNumber {
    const { id, key } = this.#keys.current;
    const dataKey = this.random.bytes(32);
    const nonce = this.random.bytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', dataKey, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(cardId));
    const ciphertext = Buffer.concat([cipher.update(number, 'ascii'), cipher.final()]);
    const envelope = Buffer.concat([wrap(key, dataKey), nonce, cipher.getAuthTag(), ciphertext]);
    return { keyId: id, envelope };
  }

  /** Decrypts what was sealed for `cardId`; throws {@link VaultFailure}. */
  open(cardId: string, { keyId, envelope }: SealedNumber): string {
    const nonceAt = wrappedBytes;
    const tagAt = nonceAt + nonceBytes;
    const ciphertextAt = tagAt + tagBytes;
    try {
      const dataKey = unwrap(this.keyOf(keyId), envelope);
      const decipher = createDecipheriv('aes-256-gcm', dataKey, envelope.subarray(nonceAt, tagAt), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(cardId));
      decipher.setAuthTag(envelope.subarray(tagAt, ciphertextAt));
      return decipher.update(envelope.subarray(ciphertextAt), undefined, 'ascii') + decipher.final('ascii');
    } catch (error) {
      throw error instanceof VaultFailure ? error : new VaultFailure('does not open');
    }
  }

  /** The same number under the current key: the data key is wrapped anew, what it encrypts stays. Throws {@link VaultFailure}. */
  rewrap({ keyId, envelope }: SealedNumber): SealedNumber {
    const { id, key } = this.#keys.current;
    if (keyId === id) return { keyId, envelope };
    const dataKey = unwrap(this.keyOf(keyId), envelope);
    return { keyId: id, envelope: Buffer.concat([wrap(key, dataKey), envelope.subarray(wrappedBytes)]) };
  }

  private keyOf(keyId: string): Buffer {
    const generation = this.#keys.find(keyId);
    if (generation === undefined) throw new VaultFailure('sealed under another key');
    return generation.key;
  }
}

function wrap(key: Buffer, dataKey: Buffer): Buffer {
  const cipher = createCipheriv('id-aes256-wrap', key, wrapInitialValue);
  return Buffer.concat([cipher.update(dataKey), cipher.final()]);
}

function unwrap(key: Buffer, envelope: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('id-aes256-wrap', key, wrapInitialValue);
    return Buffer.concat([decipher.update(envelope.subarray(0, wrappedBytes)), decipher.final()]);
  } catch {
    throw new VaultFailure('does not open');
  }
}
