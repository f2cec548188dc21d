import { loadStatement, type Pool } from '@mayfly/postgres';
import { CardSecurity } from '../cards/card-security';
import { CardVault, VaultFailure } from '../cards/card-vault';
import { systemRandom } from '../providers';
import type { Settings } from '../settings';

const cardsToRotate = loadStatement(__dirname, 'cards-to-rotate.sql');
const rotateCards = loadStatement(__dirname, 'rotate-cards.sql');

/** A statement holds up purchases on so many cards, for some milliseconds. */
const mostAtOnce = 500;
const firstId = '00000000-0000-0000-0000-000000000000';

interface PageRow {
  /** Of the cards that were looked at. */
  readonly last_id: string;
  /** Null: there is nothing to do among them. */
  readonly card_id: string | null;
  readonly number_ciphertext: Buffer;
  readonly vault_key_id: string;
}

interface MovedNumber {
  readonly cardId: string;
  readonly readEnvelope: Buffer;
  readonly envelope: Buffer;
  readonly hash: Buffer;
}

interface Pass {
  readonly moved: number;
  /** In use just then, or their number is another card's too. */
  readonly skipped: number;
  readonly unreadable: number;
}

/** Wraps the numbers of cards under the current vault key and hashes them under the current lookup key. */
export class RotateNumbers {
  readonly #vault: CardVault;
  readonly #security: CardSecurity;

  constructor(
    private readonly pool: Pool,
    settings: Pick<Settings, 'vaultKeys' | 'lookupKeys' | 'verificationKeys'>,
  ) {
    this.#vault = new CardVault(settings, systemRandom);
    this.#security = new CardSecurity(settings);
  }

  /**
   * @param progress hears what was done after each set
   * @returns how many numbers no key of the settings opens; they stay as they are
   */
  async execute(progress: (done: string) => void): Promise<number> {
    for (let movedBefore = 0; ;) {
      const pass = await this.pass(movedBefore, progress);
      // Cards that were in use are tried again; a pass that moves none leaves the rest to the next run.
      if (pass.skipped === 0 || pass.moved === 0) return pass.unreadable;
      movedBefore += pass.moved;
    }
  }

  private async pass(movedBefore: number, progress: (done: string) => void): Promise<Pass> {
    const keyIds = [this.#vault.currentKeyId, this.#security.currentKeyIds.lookup];
    let [moved, skipped, unreadable] = [0, 0, 0];
    for (let last = firstId; ;) {
      const page = await cardsToRotate.rows<PageRow>(this.pool, [...keyIds, last, mostAtOnce]);
      const lastRow = page.at(-1);
      if (lastRow === undefined) return { moved, skipped, unreadable };
      last = lastRow.last_id;
      const stale = page.flatMap((row) => (row.card_id === null ? [] : [{ ...row, card_id: row.card_id }]));
      const numbers = stale.flatMap((row) => this.movedNumber(row.card_id, row) ?? []);
      unreadable += stale.length - numbers.length;
      if (numbers.length === 0) continue;
      const rows = await this.write(numbers, keyIds);
      moved += rows;
      skipped += numbers.length - rows;
      progress(`${movedBefore + moved} numbers under the current keys`);
    }
  }

  private async write(numbers: readonly MovedNumber[], keyIds: readonly string[]): Promise<number> {
    const rows = await rotateCards.rows(this.pool, [
      numbers.map(({ cardId }) => cardId),
      numbers.map(({ readEnvelope }) => readEnvelope),
      numbers.map(({ envelope }) => envelope),
      numbers.map(({ hash }) => hash),
      ...keyIds,
    ]);
    return rows.length;
  }

  private movedNumber(cardId: string, row: PageRow): MovedNumber | undefined {
    const sealed = { keyId: row.vault_key_id, envelope: row.number_ciphertext };
    try {
      const number = this.#vault.open(cardId, sealed);
      return {
        cardId,
        readEnvelope: row.number_ciphertext,
        envelope: this.#vault.rewrap(sealed).envelope,
        hash: this.#security.numberHashes(number)[0],
      };
    } catch (error) {
      if (error instanceof VaultFailure) return undefined;
      throw error;
    }
  }
}
