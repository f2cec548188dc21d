import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizationClosed } from '@mayfly/contracts';
import type { Pool } from '@mayfly/postgres';
import { POOL } from '../providers';
import { recordClearings } from './record-clearings';

/** Keeps what was collected of authorizations that ended so: a debt from then on. */
@Injectable()
export class RecordClosings {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** What comes again changes nothing. It may come before its resolution. */
  async execute(told: readonly AuthorizationClosed[]): Promise<void> {
    await recordClearings(
      this.pool,
      told
        .filter(({ state }) => state === 'cleared')
        .map(({ authorizationId, customerId, amountMinor, closedAt }) => ({
          authorizationId,
          customerId,
          clearedMinor: amountMinor,
          clearedAt: closedAt,
        })),
    );
  }
}
