import { Inject, Injectable } from '@nestjs/common';
import { InvalidSetting } from '@mayfly/process';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { SETTINGS, SIDE_POOL } from '../providers';
import type { Settings } from '../settings';

const readClockOffset = loadStatement(__dirname, 'read-clock-offset.sql');

/** The clock of the money may be ahead in a simulated system only: anywhere else holds and cards would end before their time. */
@Injectable()
export class CheckClock {
  constructor(
    @Inject(SIDE_POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'system'>,
  ) {}

  /** @throws InvalidSetting in production, when the database's clock is ahead */
  async execute(): Promise<void> {
    const [offset] = await readClockOffset.rows<{ ahead: string }>(this.pool);
    if (offset === undefined || this.settings.system === 'local') return;
    throw new InvalidSetting(
      `CARD_DATABASE_URL names a simulated system: its clock is ahead by ${offset.ahead}. Only MAYFLY_SYSTEM=local takes it`,
    );
  }
}
