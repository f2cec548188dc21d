import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { InvalidSetting } from '@mayfly/process';
import { CardSecurity } from '../cards/card-security';
import { POOL, SETTINGS } from '../providers';
import type { Settings } from '../settings';

const recordFirstGeneration = loadStatement(__dirname, 'record-first-generation.sql');

/** Keeps, at the first start that knows of generations, which one the cards from before are of. */
@Injectable()
export class RecordFirstGeneration {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'lookupKeys' | 'verificationKeys'>,
    private readonly security: CardSecurity,
  ) {}

  /** @throws InvalidSetting when there are such cards and the settings already name several keys */
  async execute(): Promise<void> {
    const { lookup, verification } = this.security.currentKeyIds;
    const alone = this.settings.lookupKeys.length === 1 && this.settings.verificationKeys.length === 1;
    const [row] = await recordFirstGeneration.rows<{ known: boolean }>(this.pool, [
      lookup,
      verification,
      alone,
    ]);
    if (row?.known === true) return;
    throw new InvalidSetting(
      'CARD_LOOKUP_KEY and CARD_VERIFICATION_KEY name several keys, and there are cards that do not say which is theirs: start once with the keys in use alone',
    );
  }
}
