import { Inject, Injectable } from '@nestjs/common';
import { continueTrace } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import type { Principal } from '../access/principal';
import { conflict, notFound } from '../http/known-problems';
import { IDS, POOL, type Ids } from '../providers';
import { OUTBOX, type Outbox } from '../outbox/outbox';
import { loadPublishingStatement } from '../outbox/publishing-statement';
import type { CardDto } from './card.dto';
import { cardOf, type CardRow } from './card-row';

const cancelCard = loadPublishingStatement(__dirname, 'cancel-card.sql');

/** Cancels an open card for good. */
@Injectable()
export class CancelCard {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(OUTBOX) private readonly outbox: Outbox,
  ) {}

  /**
   * The cancelled card; the same for one that was cancelled before.
   *
   * @throws Problem 404 for an unknown card and for one that is not the caller's; 409 card_in_use while a purchase is
   * being decided; 409 card_not_open for one that is used, expired or blocked
   */
  async execute(cardId: string, caller: Principal, traceparent: string | undefined): Promise<CardDto> {
    const [row] = await cancelCard.rows<CardRow>(this.outbox, this.pool, [
      cardId,
      caller.role === 'customer' ? caller.customerId : null,
      this.ids.uuid(),
      continueTrace(traceparent),
    ]);
    if (row === undefined) throw notFound();
    switch (row.state) {
      case 'cancelled':
        return cardOf(row);
      case 'claimed':
        throw conflict(
          'card_in_use',
          'A purchase on this card is being decided',
          'Once it is declined the card can be cancelled; once it is approved the card is used up.',
        );
      case 'open':
      case 'used':
      case 'expired':
      case 'blocked':
        throw conflict('card_not_open', 'Only an open card can be cancelled', `The card is ${row.state}.`);
    }
  }
}
