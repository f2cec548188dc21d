import { Inject, Injectable } from '@nestjs/common';
import { loadStatement } from '@mayfly/postgres';
import { OUTBOX, type Outbox } from '../outbox/outbox';
import { loadPublishingStatement } from '../outbox/publishing-statement';
import { SetAside, type Chosen } from '../set-aside/set-aside';

const claimExpiredCards = loadStatement(__dirname, 'claim-expired-cards.sql');
const expireCards = loadPublishingStatement(__dirname, 'expire-cards.sql');

/** The most cards that one sweep expires. */
const mostAtOnce = 500;

/** Sweep: open cards whose validity is over expire. Several instances may run it at once. */
@Injectable()
export class ExpireCards {
  constructor(
    @Inject(OUTBOX) private readonly outbox: Outbox,
    private readonly aside: SetAside,
  ) {}

  /** Returns how many cards it expired or set aside; a full `mostAtOnce` means that there may be more. */
  async sweep(): Promise<number> {
    const { results, setAside } = await this.aside.sweep('expired_card', {
      claim: (tx) => claimExpiredCards.rows<Chosen>(tx, [mostAtOnce]),
      end: (executor, ids) => expireCards.rows(this.outbox, executor, [ids]),
    });
    return results.length + setAside;
  }
}
