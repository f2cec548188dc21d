import { createHash } from 'node:crypto';

/** One of several keys for the same purpose: what it wrote says by the id that it did. */
export interface KeyGeneration {
  /** A fingerprint: nobody has to keep a list of names, and it gives nothing of the key away. */
  readonly id: string;
  readonly key: Buffer;
}

/** The generations of a key: the first writes, all of them read. */
export class KeyGenerations {
  readonly all: readonly KeyGeneration[];

  /** @param keys the current one first, at least one */
  constructor(purpose: 'vault' | 'lookup' | 'verification', keys: readonly Buffer[]) {
    this.all = keys.map((key) => ({ id: fingerprint(purpose, key), key }));
  }

  get current(): KeyGeneration {
    const [current] = this.all;
    if (current === undefined) throw new Error('there is no key');
    return current;
  }

  /** Undefined for a generation that the settings do not name. */
  find(id: string): KeyGeneration | undefined {
    return this.all.find((generation) => generation.id === id);
  }
}

function fingerprint(purpose: string, key: Buffer): string {
  return createHash('sha256').update(`mayfly ${purpose} key`).update(key).digest('hex').slice(0, 16);
}
