import { Injectable } from '@nestjs/common';
import { loadStatement } from '@mayfly/postgres';
import { ServiceMetrics } from '../../operation/service-metrics';
import { SetAside, type Chosen } from '../../set-aside/set-aside';
import { BookMovements } from '../book/book-movements';

const claimOverdueAuthorizations = loadStatement(__dirname, 'claim-overdue-authorizations.sql');

/** The waiter ends its authorization at the deadline; only one whose instance died is left for longer. */
const graceMs = 500;
/** The most authorizations that one sweep ends. */
const mostAtOnce = 256;

/** Sweep: authorizations that nobody decided and nobody waits for any more. Several instances may run it at once. */
@Injectable()
export class SweepOverdueAuthorizations {
  constructor(
    private readonly movements: BookMovements,
    private readonly metrics: ServiceMetrics,
    private readonly aside: SetAside,
  ) {}

  /** Returns how many it timed out or set aside. */
  async sweep(): Promise<number> {
    const { results, setAside } = await this.aside.sweep('overdue_authorization', {
      claim: (tx) => claimOverdueAuthorizations.rows<Chosen>(tx, [graceMs, mostAtOnce]),
      end: (executor, ids) =>
        this.movements.within(
          executor,
          ids.map((authorizationId) => ({ authorizationId, kind: 'deadline' })),
        ),
    });
    const ended = results.filter(({ result }) => result === 'booked').length;
    this.metrics.sweptAway('timed_out', ended);
    return ended + setAside;
  }
}
