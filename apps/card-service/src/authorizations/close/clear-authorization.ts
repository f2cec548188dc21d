import { Injectable } from '@nestjs/common';
import type { Authorization } from '../authorization';
import { Problem } from '../../http/problem';
import { BookMessage, type BookedMessage, type NetworkMovement } from './book-message';

/** The authorization holds nothing that could be captured, and the message does not say what else to book. */
export class AuthorizationNotClearable extends Problem {
  constructor(state: Authorization['state']) {
    super(409, 'authorization_not_clearable', 'Nothing of this authorization is left to clear', {
      detail: `The authorization is ${state}.`,
    });
  }
}

/**
 * The merchant collects: what was held is owed from now on. It may collect in several parts, less than was held (with the last part
 * the rest is released) or more, and after the hold was released: then it comes out of what is available, be there enough or not.
 */
@Injectable()
export class ClearAuthorization {
  constructor(private readonly messages: BookMessage) {}

  /**
   * What was booked, now or when the same message came first.
   *
   * @throws AuthorizationNotClearable when it was declined, or states no amount and nothing is held
   * @throws Problem 404 when there is none, or another network sent it; 409 duplicate_with_other_content
   */
  async execute(clearing: Omit<NetworkMovement, 'kind'>): Promise<BookedMessage> {
    const booked = await this.messages.execute({ ...clearing, kind: 'clearing' });
    if (booked.result === 'not_open') throw new AuthorizationNotClearable(booked.authorization.state);
    return booked;
  }
}
