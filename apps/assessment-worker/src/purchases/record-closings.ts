import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizationClosed } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';
import { oncePerAuthorization } from './once-per-authorization';

const recordClosings = loadStatement(__dirname, 'record-closings.sql');

/** Keeps how each approved authorization ended; a cleared one is a debt from then on. */
@Injectable()
export class RecordClosings {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** An authorization is closed once: what comes again changes nothing. It may come before its resolution. */
  async execute(told: readonly AuthorizationClosed[]): Promise<void> {
    const closed = oncePerAuthorization(told);
    await recordClosings.rows(this.pool, [
      closed.map(({ authorizationId }) => authorizationId),
      closed.map(({ customerId }) => customerId),
      closed.map(({ card }) => card.cardId),
      closed.map(({ amountMinor }) => amountMinor),
      closed.map(({ currency }) => currency),
      closed.map(({ state }) => state),
      closed.map(({ closedAt }) => closedAt),
    ]);
  }
}
