import { loadStatement, type Pool } from '@mayfly/postgres';
import { SecretUnreadable, SigningSecrets } from '../access/signing-secrets';
import { systemRandom } from '../providers';
import type { Settings } from '../settings';

const secretsToRotate = loadStatement(__dirname, 'secrets-to-rotate.sql');
const rotateSecrets = loadStatement(__dirname, 'rotate-secrets.sql');

const mostAtOnce = 500;
const firstId = '00000000-0000-0000-0000-000000000000';

interface SealedSecret {
  readonly key_id: string;
  readonly signing_secret_ciphertext: Buffer | null;
  readonly answer_ciphertext: Buffer | null;
}

/** Encrypts the signing secrets of API keys, and the answers that may be repeated, under the current vault key. */
export class RotateSecrets {
  readonly #secrets: SigningSecrets;
  #moved = 0;
  #unreadable = 0;

  constructor(
    private readonly pool: Pool,
    settings: Pick<Settings, 'vaultKeys'>,
  ) {
    this.#secrets = new SigningSecrets(settings.vaultKeys);
  }

  /**
   * @param progress hears what was done after each set
   * @returns how many secrets no key of the settings opens; they stay as they are
   */
  async execute(progress: (done: string) => void): Promise<number> {
    [this.#moved, this.#unreadable] = [0, 0];
    for (let last = firstId; ;) {
      const keys = await secretsToRotate.rows<SealedSecret>(this.pool, [last, mostAtOnce]);
      if (keys.length === 0) return this.#unreadable;
      last = keys.at(-1)?.key_id ?? last;
      const movedBefore = this.#moved;
      await rotateSecrets.rows(this.pool, [
        keys.map(({ key_id }) => key_id),
        keys.map(({ signing_secret_ciphertext, key_id }) => this.moved(signing_secret_ciphertext, key_id)),
        keys.map(({ answer_ciphertext, key_id }) => this.moved(answer_ciphertext, key_id)),
      ]);
      if (this.#moved > movedBefore) progress(`${this.#moved} secrets of API keys under the current key`);
    }
  }

  /** Null when there is nothing to be done, or nothing that can be. */
  private moved(sealed: Buffer | null, keyId: string): Buffer | null {
    if (sealed === null || this.#secrets.isCurrent(sealed)) return null;
    try {
      const secret = this.#secrets.open(sealed, keyId);
      this.#moved += 1;
      return this.#secrets.seal(secret, keyId, systemRandom.bytes(12));
    } catch (error) {
      if (!(error instanceof SecretUnreadable)) throw error;
      this.#unreadable += 1;
      return null;
    }
  }
}
