import { Injectable } from '@nestjs/common';
import type { Authorization } from '../authorizations/authorization';
import { notFound } from '../problems/known-problems';
import { Problem } from '../problems/problem';
import { CloseAuthorizations } from './close-authorizations';

/** Only an approved authorization can be reversed: nothing is held for any other. */
export class AuthorizationNotReversible extends Problem {
  constructor(state: Authorization['state']) {
    super(409, 'authorization_not_reversible', 'Only an approved authorization can be reversed', {
      detail: `The authorization is ${state}.`,
    });
  }
}

/** The merchant gives up the whole amount: the hold is released with a receipt, the card stays used. */
@Injectable()
export class ReverseAuthorization {
  constructor(private readonly closings: CloseAuthorizations) {}

  /**
   * The reversed authorization; the same when it was reversed before.
   *
   * @throws AuthorizationNotReversible when it is in another state
   * @throws Problem 404 when there is none, or another network sent it
   */
  async execute(reversal: { networkId: string; authorizationId: string }): Promise<Authorization> {
    const { result, authorization } = await this.closings.execute({ ...reversal, state: 'reversed' });
    if (authorization === undefined) throw notFound();
    if (result === 'not_closable') throw new AuthorizationNotReversible(authorization.state);
    return authorization;
  }
}
