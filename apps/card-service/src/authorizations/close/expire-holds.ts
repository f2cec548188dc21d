import { Injectable } from '@nestjs/common';
import { loadStatement } from '@mayfly/postgres';
import { ServiceMetrics } from '../../operation/service-metrics';
import { SetAside, type Chosen } from '../../set-aside/set-aside';
import { BookMovements } from '../book/book-movements';

const claimExpiredHolds = loadStatement(__dirname, 'claim-expired-holds.sql');

/** The most holds that one sweep ends. */
const mostAtOnce = 256;

/** Sweep: holds that the merchant did not collect in time. Several instances may run it at once. */
@Injectable()
export class ExpireHolds {
  constructor(
    private readonly movements: BookMovements,
    private readonly metrics: ServiceMetrics,
    private readonly aside: SetAside,
  ) {}

  /** Returns how many it released or set aside. */
  async sweep(): Promise<number> {
    const { results, setAside } = await this.aside.sweep('expired_hold', {
      claim: (tx) => claimExpiredHolds.rows<Chosen>(tx, [mostAtOnce]),
      end: (executor, ids) =>
        this.movements.within(
          executor,
          ids.map((authorizationId) => ({ authorizationId, kind: 'expiry' })),
        ),
    });
    const expired = results.filter(({ result }) => result === 'booked').length;
    this.metrics.sweptAway('hold_expired', expired);
    return expired + setAside;
  }
}
