import { Inject, Injectable } from '@nestjs/common';
import { inTransaction, loadStatement, type Pool } from '@mayfly/postgres';
import { ServiceMetrics } from '../operation/service-metrics';
import { OUTBOX_BELL, POOL, type OutboxBell } from '../providers';
import { closedCustomersOf, CloseAuthorizations } from './close-authorizations';

const claimExpiredHolds = loadStatement(__dirname, 'claim-expired-holds.sql');

/** The most holds that one sweep ends. */
const mostAtOnce = 256;

/** Sweep: holds that the merchant did not collect in time. Several instances may run it at once. */
@Injectable()
export class ExpireHolds {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUTBOX_BELL) private readonly bell: OutboxBell,
    private readonly closings: CloseAuthorizations,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** Returns how many it released. */
  async sweep(): Promise<number> {
    const rows = await inTransaction(this.pool, async (tx) => {
      const claimed = await claimExpiredHolds.rows<{ id: string }>(tx, [mostAtOnce]);
      if (claimed.length === 0) return [];
      return this.closings.within(
        tx,
        claimed.map(({ id }) => ({ authorizationId: id, networkId: null, state: 'expired' })),
      );
    });
    const customers = closedCustomersOf(rows);
    this.bell.ring(customers);
    this.metrics.sweptAway('hold_expired', customers.length);
    return customers.length;
  }
}
