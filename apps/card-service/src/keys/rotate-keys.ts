import { loadStatement, type Pool } from '@mayfly/postgres';
import { SigningSecrets } from '../access/signing-secrets';
import { CardSecurity } from '../cards/card-security';
import { CardVault } from '../cards/card-vault';
import { systemRandom } from '../providers';
import type { Settings } from '../settings';
import { KeyGenerations } from './key-generations';

const nameFirstGeneration = loadStatement(__dirname, 'name-first-generation.sql');
const cardsToRotate = loadStatement(__dirname, 'cards-to-rotate.sql');
const rotateCards = loadStatement(__dirname, 'rotate-cards.sql');
const secretsToRotate = loadStatement(__dirname, 'secrets-to-rotate.sql');
const rotateSecrets = loadStatement(__dirname, 'rotate-secrets.sql');
const countGenerations = loadStatement(__dirname, 'count-generations.sql');

const mostAtOnce = 500;
const firstId = '00000000-0000-0000-0000-000000000000';

/** What still needs a generation of a key. */
export interface GenerationInUse {
  readonly setting: string;
  /** Null for cards from before there were generations. */
  readonly key_id: string | null;
  readonly cards: bigint;
}

interface SealedCard {
  readonly card_id: string;
  readonly number_ciphertext: Buffer;
  readonly vault_key_id: string;
}

interface SealedSecret {
  readonly key_id: string;
  readonly signing_secret_ciphertext: Buffer | null;
  readonly answer_ciphertext: Buffer | null;
}

/**
 * Puts everything that is stored under the current keys, while the service runs: in small sets, each of them one statement, so
 * that it can be killed at any moment and run again. CVV2s are not moved: what a card's owner saw stays right, and an older
 * verification key is needed until its last card has ended.
 */
export class RotateKeys {
  private readonly vault: CardVault;
  private readonly security: CardSecurity;
  private readonly secrets: SigningSecrets;

  constructor(
    private readonly pool: Pool,
    private readonly settings: Pick<Settings, 'vaultKeys' | 'lookupKeys' | 'verificationKeys'>,
  ) {
    this.vault = new CardVault(settings, systemRandom);
    this.security = new CardSecurity(settings);
    this.secrets = new SigningSecrets(settings.vaultKeys);
  }

  /** @param progress hears what was done after each set */
  async execute(progress: (done: string) => void): Promise<GenerationInUse[]> {
    await this.nameFirst(progress);
    await this.moveCards(progress);
    await this.moveSecrets(progress);
    return countGenerations.rows<GenerationInUse>(this.pool, []);
  }

  private async nameFirst(progress: (done: string) => void): Promise<void> {
    const lookup = new KeyGenerations('lookup', this.settings.lookupKeys).oldest.id;
    const verification = new KeyGenerations('verification', this.settings.verificationKeys).oldest.id;
    for (let named = 0; ;) {
      const rows = await nameFirstGeneration.rows(this.pool, [lookup, verification, mostAtOnce]);
      if (rows.length === 0) return;
      named += rows.length;
      progress(`${named} cards told which generation they are of`);
    }
  }

  private async moveCards(progress: (done: string) => void): Promise<void> {
    const vaultKeyId = new KeyGenerations('vault', this.settings.vaultKeys).current.id;
    const lookupKeyId = this.security.currentKeyIds.lookup;
    let moved = 0;
    for (let last = firstId; ;) {
      const cards = await cardsToRotate.rows<SealedCard>(this.pool, [
        vaultKeyId,
        lookupKeyId,
        last,
        mostAtOnce,
      ]);
      if (cards.length === 0) return;
      last = cards.at(-1)?.card_id ?? last;
      const sealed = cards.map((card) => ({ keyId: card.vault_key_id, envelope: card.number_ciphertext }));
      const rows = await rotateCards.rows(this.pool, [
        cards.map(({ card_id }) => card_id),
        cards.map(({ number_ciphertext }) => number_ciphertext),
        sealed.map((number) => this.vault.rewrap(number).envelope),
        cards.map(({ card_id }, place) => this.hashOf(card_id, sealed[place])),
        vaultKeyId,
        lookupKeyId,
      ]);
      moved += rows.length;
      progress(`${moved} numbers under the current keys`);
    }
  }

  private hashOf(cardId: string, sealed: { keyId: string; envelope: Buffer } | undefined): Buffer {
    if (sealed === undefined) throw new Error('a card without its number');
    return this.security.numberHashes(this.vault.open(cardId, sealed))[0];
  }

  private async moveSecrets(progress: (done: string) => void): Promise<void> {
    let moved = 0;
    for (let last = firstId; ;) {
      const keys = await secretsToRotate.rows<SealedSecret>(this.pool, [last, mostAtOnce]);
      if (keys.length === 0) return;
      last = keys.at(-1)?.key_id ?? last;
      const stale = keys.map((key) => ({
        keyId: key.key_id,
        secret: this.resealed(key.signing_secret_ciphertext, key.key_id),
        answer: this.resealed(key.answer_ciphertext, key.key_id),
      }));
      await rotateSecrets.rows(this.pool, [
        stale.map(({ keyId }) => keyId),
        stale.map(({ secret }) => secret),
        stale.map(({ answer }) => answer),
      ]);
      moved += stale.filter(({ secret, answer }) => secret !== null || answer !== null).length;
      progress(`${moved} secrets of API keys under the current key`);
    }
  }

  /** Null when there is nothing to be done. */
  private resealed(sealed: Buffer | null, keyId: string): Buffer | null {
    if (sealed === null || this.secrets.isCurrent(sealed)) return null;
    return this.secrets.seal(this.secrets.open(sealed, keyId), keyId, systemRandom.bytes(12));
  }
}
