import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { IDS, POOL, SETTINGS, type Ids } from '../providers';
import type { Settings } from '../settings';
import { hashOfApiKey } from './api-key-directory';

const installOperatorKey = loadStatement(__dirname, 'install-operator-key.sql');

/** Lets the first operator in: the key of the settings, put into the database at start. */
@Injectable()
export class InstallOperatorKey {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async execute(): Promise<void> {
    await installOperatorKey.rows(this.pool, [this.ids.uuid(), hashOfApiKey(this.settings.operatorKey)]);
  }
}
