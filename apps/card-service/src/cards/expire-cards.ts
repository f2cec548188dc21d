import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { OUTBOX_BELL, POOL, type OutboxBell } from '../providers';

const expireCards = loadStatement(__dirname, 'expire-cards.sql');

/** The most cards that one sweep expires. */
const mostAtOnce = 500;

/** Sweep: open cards whose validity is over expire. Several instances may run it at once. */
@Injectable()
export class ExpireCards {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUTBOX_BELL) private readonly bell: OutboxBell,
  ) {}

  /** Returns how many cards it expired; a full `mostAtOnce` means that there may be more. */
  async sweep(): Promise<number> {
    const expired = await expireCards.rows<{ customer_id: string }>(this.pool, [mostAtOnce]);
    if (expired.length > 0) this.bell.ring(expired.map((row) => row.customer_id));
    return expired.length;
  }
}
