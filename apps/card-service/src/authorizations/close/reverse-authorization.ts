import { Injectable } from '@nestjs/common';
import type { Authorization } from '../authorization';
import { Problem } from '../../http/problem';
import { BookMessage, type BookedMessage, type NetworkMovement } from './book-message';

/** Nothing is held any more, and it was not a reversal that released it. */
export class AuthorizationNotReversible extends Problem {
  constructor(state: Authorization['state']) {
    super(409, 'authorization_not_reversible', 'Only an open authorization can be reversed', {
      detail: `The authorization is ${state}.`,
    });
  }
}

/**
 * The merchant gives up the amount, all of it or a part: that much of the hold is released with a receipt. After an approval the card
 * stays used; a purchase that is not decided yet is declined at once, and its card is open again. It is ended at once
 * because only a change of its row, under the lock, makes a decision that is on its way find nothing to do.
 */
@Injectable()
export class ReverseAuthorization {
  constructor(private readonly messages: BookMessage) {}

  /**
   * What was booked, now or when the same message came first.
   *
   * @throws AuthorizationNotReversible when nothing of it is held
   * @throws Problem 404 when there is none, or somebody else sent it; 409 duplicate_with_other_content
   */
  async execute(reversal: Omit<NetworkMovement, 'kind' | 'final'>): Promise<BookedMessage> {
    const booked = await this.attempt(reversal);
    if (booked.result === 'not_open') throw new AuthorizationNotReversible(booked.authorization.state);
    return booked;
  }

  /** As {@link execute}, but says `not_open` instead of throwing. */
  attempt(reversal: Omit<NetworkMovement, 'kind' | 'final'>): Promise<BookedMessage> {
    return this.messages.execute({ ...reversal, kind: 'reversal' });
  }
}
