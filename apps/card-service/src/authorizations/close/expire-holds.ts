import { Inject, Injectable } from '@nestjs/common';
import { loadStatement } from '@mayfly/postgres';
import { ServiceMetrics } from '../../operation/service-metrics';
import { OUTBOX, type Outbox } from '../../outbox/outbox';
import { SetAside, type Chosen } from '../../set-aside/set-aside';
import { closedCustomersOf, CloseAuthorizations } from './close-authorizations';

const claimExpiredHolds = loadStatement(__dirname, 'claim-expired-holds.sql');

/** The most holds that one sweep ends. */
const mostAtOnce = 256;

/** Sweep: holds that the merchant did not collect in time. Several instances may run it at once. */
@Injectable()
export class ExpireHolds {
  constructor(
    @Inject(OUTBOX) private readonly outbox: Outbox,
    private readonly closings: CloseAuthorizations,
    private readonly metrics: ServiceMetrics,
    private readonly aside: SetAside,
  ) {}

  /** Returns how many it released or set aside. */
  async sweep(): Promise<number> {
    const { results, setAside } = await this.aside.sweep('expired_hold', {
      claim: (tx) => claimExpiredHolds.rows<Chosen>(tx, [mostAtOnce]),
      end: (executor, ids) =>
        this.closings.within(
          executor,
          ids.map((id) => ({ authorizationId: id, networkId: null, state: 'expired' })),
        ),
    });
    const customers = closedCustomersOf(results);
    this.outbox.wake(customers);
    this.metrics.sweptAway('hold_expired', customers.length);
    return customers.length + setAside;
  }
}
