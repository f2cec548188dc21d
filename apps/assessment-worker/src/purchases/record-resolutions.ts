import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizationResolved } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';
import { oncePerAuthorization } from './once-per-authorization';

const recordResolutions = loadStatement(__dirname, 'record-resolutions.sql');

/** Keeps what became of each authorization, whether or not its request was seen here before. */
@Injectable()
export class RecordResolutions {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** An authorization is resolved once: what comes again changes nothing. */
  async execute(told: readonly AuthorizationResolved[]): Promise<void> {
    const resolved = oncePerAuthorization(told);
    await recordResolutions.rows(this.pool, [
      resolved.map(({ authorizationId }) => authorizationId),
      resolved.map(({ customerId }) => customerId),
      resolved.map(({ card }) => card.cardId),
      resolved.map(({ amountMinor }) => amountMinor),
      resolved.map(({ currency }) => currency),
      resolved.map(({ merchant }) => merchant.id),
      resolved.map(({ merchant }) => merchant.mcc),
      resolved.map(({ merchant }) => merchant.country),
      resolved.map(({ entryMode }) => entryMode),
      resolved.map(({ requestedAt }) => requestedAt),
      resolved.map(({ state }) => state),
      resolved.map(({ origin }) => origin),
      // PostgreSQL would flatten an array of arrays; a reason code holds no comma.
      resolved.map(({ reasons }) => reasons.join(',')),
      resolved.map(({ resolvedAt }) => resolvedAt),
    ]);
  }
}
