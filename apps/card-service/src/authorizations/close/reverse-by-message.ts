import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import type { Authorization } from '../authorization';
import { FindByNetworkMessage, type NetworkMessageKey } from '../request/find-by-network-message';
import { POOL } from '../../providers';
import { ReverseAuthorization } from './reverse-authorization';

/** What became of a reversal; it is acknowledged in any case. */
export interface Reversal {
  /**
   * `reversed`: nothing is held any more, now or since an earlier reversal; `nothing_to_reverse`: it ended otherwise before;
   * `remembered`: no such message is known yet, and should it come, it is not approved.
   */
  readonly outcome: 'reversed' | 'nothing_to_reverse' | 'remembered';
  /** As it is now; undefined when remembered. */
  readonly authorization: Authorization | undefined;
}

const rememberReversal = loadStatement(__dirname, 'remember-reversal.sql');

/**
 * Takes a message back by the key that the network gave it: for a network whose answer was lost, and so its id.
 *
 * The reversal is committed before it looks for the authorization, and the two sides cannot miss each other. A request that
 * is admitted after that commit is declined by the statement that admits it. One whose statement began before it was
 * committed either before this look, which finds it, or after it; then its decision comes later still, finds the reversal,
 * and does not approve.
 */
@Injectable()
export class ReverseByMessage {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly messages: FindByNetworkMessage,
    private readonly reverse: ReverseAuthorization,
  ) {}

  /** Repeating it is harmless. */
  async execute(key: NetworkMessageKey): Promise<Reversal> {
    const { networkId, acquirerId, transmittedAt, stan, terminalId } = key;
    await rememberReversal.rows(this.pool, [networkId, acquirerId, transmittedAt, stan, terminalId]);
    const stored = await this.messages.find(key);
    if (stored === undefined) return { outcome: 'remembered', authorization: undefined };
    const { reversed, authorization } = await this.reverse.attempt({ networkId, authorizationId: stored.id });
    return { outcome: reversed ? 'reversed' : 'nothing_to_reverse', authorization };
  }
}
