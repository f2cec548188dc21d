import { Inject, Injectable } from '@nestjs/common';
import { loadStatement } from '@mayfly/postgres';
import { ServiceMetrics } from '../../operation/service-metrics';
import { OUTBOX, type Outbox } from '../../outbox/outbox';
import { SetAside, type Chosen } from '../../set-aside/set-aside';
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
    @Inject(OUTBOX) private readonly outbox: Outbox,
    private readonly endings: EndPendingAuthorizations,
    private readonly awaiting: AwaitResolution,
    private readonly metrics: ServiceMetrics,
    private readonly aside: SetAside,
  ) {}

  /** Returns how many it timed out or set aside. */
  async sweep(): Promise<number> {
    const { results, setAside } = await this.aside.sweep('overdue_authorization', {
      claim: (tx) => claimOverdueAuthorizations.rows<Chosen>(tx, [graceMs, mostAtOnce]),
      end: async (executor, ids) => {
        const endings = ids.map((authorizationId) => ({ authorizationId, cause: 'deadline' as const }));
        return [...(await this.endings.within(executor, endings)).values()];
      },
    });
    const customers = customersOf(results);
    this.outbox.wake(customers);
    this.awaiting.tell(results.flatMap((outcome) => ('resolution' in outcome ? [outcome.resolution] : [])));
    this.metrics.sweptAway('timed_out', customers.length);
    return customers.length + setAside;
  }
}
