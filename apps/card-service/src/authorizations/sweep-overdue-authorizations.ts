import { Inject, Injectable } from '@nestjs/common';
import { inTransaction, loadStatement, type Pool } from '@mayfly/postgres';
import { ServiceMetrics } from '../operation/service-metrics';
import { OUTBOX_BELL, POOL, type OutboxBell } from '../providers';
import { AwaitResolution } from './await-resolution';
import { customersOf, EndPendingAuthorizations } from './end-pending-authorizations';

const claimOverdueAuthorizations = loadStatement(__dirname, 'claim-overdue-authorizations.sql');

/** The waiter ends its authorization at the deadline; only one whose instance died is left for longer. */
const graceMs = 500;
/** The most authorizations that one sweep ends. */
const mostAtOnce = 256;

/** Sweep: authorizations that nobody decided and nobody waits for any more. Several instances may run it at once. */
@Injectable()
export class SweepOverdueAuthorizations {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUTBOX_BELL) private readonly bell: OutboxBell,
    private readonly endings: EndPendingAuthorizations,
    private readonly awaiting: AwaitResolution,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** Returns how many it timed out. */
  async sweep(): Promise<number> {
    const outcomes = await inTransaction(this.pool, async (tx) => {
      const claimed = await claimOverdueAuthorizations.rows<{ id: string }>(tx, [graceMs, mostAtOnce]);
      if (claimed.length === 0) return [];
      const endings = claimed.map(({ id }) => ({ authorizationId: id, cause: 'deadline' as const }));
      return [...(await this.endings.within(tx, endings)).values()];
    });
    const customers = customersOf(outcomes);
    this.bell.ring(customers);
    this.awaiting.tell(outcomes.flatMap((outcome) => ('resolution' in outcome ? [outcome.resolution] : [])));
    this.metrics.sweptAway('timed_out', customers.length);
    return customers.length;
  }
}
