import { Injectable } from '@nestjs/common';
import type { Authorization } from '../authorization';
import { notFound } from '../../http/known-problems';
import { Problem } from '../../http/problem';
import { CloseAuthorizations } from './close-authorizations';

/** Only an approved authorization can be cleared here: for any other nothing is held that could be captured. */
export class AuthorizationNotClearable extends Problem {
  constructor(state: Authorization['state']) {
    super(409, 'authorization_not_clearable', 'Only an approved authorization can be cleared', {
      detail: `The authorization is ${state}.`,
    });
  }
}

/** The merchant collects the full amount: what was held is owed from now on. */
@Injectable()
export class ClearAuthorization {
  constructor(private readonly closings: CloseAuthorizations) {}

  /**
   * The cleared authorization; the same when it was cleared before.
   *
   * @throws AuthorizationNotClearable when it is in another state
   * @throws Problem 404 when there is none, or another network sent it
   */
  async execute(clearing: { networkId: string; authorizationId: string }): Promise<Authorization> {
    const { result, authorization } = await this.closings.execute({ ...clearing, state: 'cleared' });
    if (authorization === undefined) throw notFound();
    if (result === 'not_closable') throw new AuthorizationNotClearable(authorization.state);
    return authorization;
  }
}
