import { Injectable } from '@nestjs/common';
import type { Authorization } from '../authorization';
import { AwaitResolution } from '../answer/await-resolution';
import { EndPendingAuthorizations } from '../answer/end-pending-authorizations';
import { ResolutionNotices } from '../answer/resolution-notices';
import { notFound } from '../../http/known-problems';
import { Problem } from '../../http/problem';
import { CloseAuthorizations } from './close-authorizations';

/** Nothing is held any more, and it was not a reversal that released it. */
export class AuthorizationNotReversible extends Problem {
  constructor(state: Authorization['state']) {
    super(409, 'authorization_not_reversible', 'Only an open authorization can be reversed', {
      detail: `The authorization is ${state}.`,
    });
  }
}

interface Asked {
  readonly networkId: string;
  readonly authorizationId: string;
}

/**
 * The merchant gives up the whole amount: the hold is released with a receipt. After an approval the card stays used; a
 * purchase that is not decided yet is declined at once, and its card is open again. It is ended at once because only
 * a change of its row, under the lock, makes a decision that is on its way find nothing to do.
 */
@Injectable()
export class ReverseAuthorization {
  constructor(
    private readonly closings: CloseAuthorizations,
    private readonly endings: EndPendingAuthorizations,
    private readonly awaiting: AwaitResolution,
    private readonly notices: ResolutionNotices,
  ) {}

  /**
   * The reversed authorization; the same when it was reversed before.
   *
   * @throws AuthorizationNotReversible when nothing of it is held
   * @throws Problem 404 when there is none, or somebody else sent it
   */
  async execute(asked: Asked): Promise<Authorization> {
    const { reversed, authorization } = await this.attempt(asked);
    if (!reversed) throw new AuthorizationNotReversible(authorization.state);
    return authorization;
  }

  /** The authorization as it is afterwards, and whether a reversal ended it. Throws 404 as {@link execute} does. */
  async attempt(asked: Asked): Promise<{ reversed: boolean; authorization: Authorization }> {
    const first = await this.close(asked);
    if (first.authorization.state !== 'pending') return first;
    await this.endPending(asked.authorizationId);
    // Decided meanwhile: then it is approved now, and can be closed. Nothing becomes pending again.
    return this.close(asked);
  }

  private async close(asked: Asked): Promise<{ reversed: boolean; authorization: Authorization }> {
    const { result, authorization } = await this.closings.execute({ ...asked, state: 'reversed' });
    if (authorization === undefined) throw notFound();
    const reversed =
      result === 'closed' ||
      result === 'repeated' ||
      authorization.reasons.includes('reversed_before_decision');
    return { reversed, authorization };
  }

  private async endPending(authorizationId: string): Promise<void> {
    const outcome = await this.endings.execute({ authorizationId, cause: 'reversal' });
    if (outcome === undefined || !('ended' in outcome) || !outcome.ended) return;
    this.notices.send(this.awaiting.tell([outcome.resolution]));
  }
}
