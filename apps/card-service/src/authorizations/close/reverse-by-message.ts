import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../../providers';
import { unavailableFor } from '../answer/intake-unavailable';
import type { Authorization, NetworkMessageKey } from '../authorization';
import type { StatedAmount } from '../book/movement';
import { FindOriginal, type OriginalReference, type StoredOriginal } from '../request/find-original';
import { ParkMessage } from './park-message';
import type { BookedMovement } from './read-movements';
import { ReverseAuthorization } from './reverse-authorization';

/** A reversal that names the message it takes back, or the purchase, in the ways of networks. */
export interface MessageReversal {
  /** The message that is taken back. */
  readonly original: NetworkMessageKey;
  /** What else it says of it. */
  readonly reference?: Omit<OriginalReference, 'networkId'>;
  /** Absent: all of it. */
  readonly amount?: StatedAmount | undefined;
  /** The reversal's own key; absent when it has none. */
  readonly message?: Omit<NetworkMessageKey, 'networkId'> | undefined;
}

/** What became of a reversal; it is acknowledged in any case. */
export interface Reversal {
  /**
   * `reversed`: what it takes back is not held any more, now or since an earlier reversal; `nothing_to_reverse`: it ended otherwise
   * before; `remembered`: no such message is known yet, and should it come, it is not approved; `parked`: it may mean several, or
   * a part of something that is not known.
   */
  readonly outcome: 'reversed' | 'nothing_to_reverse' | 'remembered' | 'parked';
  /** As it is now; undefined when remembered or parked. */
  readonly authorization: Authorization | undefined;
  readonly movement?: BookedMovement | undefined;
}

const rememberReversal = loadStatement(__dirname, 'remember-reversal.sql');

/**
 * Takes a message back by the key that the network gave it: for a network whose answer was lost, and so its id.
 *
 * The reversal of all is committed before it looks for the authorization, and the two sides cannot miss each other. A request that
 * is admitted after that commit is declined by the statement that admits it. One whose statement began before it was
 * committed either before this look, which finds it, or after it; then its decision comes later still, finds the reversal,
 * and does not approve.
 */
@Injectable()
export class ReverseByMessage {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly originals: FindOriginal,
    private readonly reverse: ReverseAuthorization,
    private readonly parked: ParkMessage,
  ) {}

  /** Repeating it is harmless. */
  async execute(reversal: MessageReversal): Promise<Reversal> {
    try {
      return await this.take(reversal);
    } catch (error) {
      throw unavailableFor(error);
    }
  }

  private async take(reversal: MessageReversal): Promise<Reversal> {
    const { original: key, reference, amount } = reversal;
    const { networkId, acquirerId, transmittedAt, stan, terminalId } = key;
    if (amount === undefined) {
      await rememberReversal.rows(this.pool, [networkId, acquirerId, transmittedAt, stan, terminalId]);
    }
    const match = await this.originals.find({ ...key, ...reference });
    if (match.original !== undefined) return this.takeBack(match.original, reversal);
    if (match.reason === 'no_original' && amount === undefined) {
      return { outcome: 'remembered', authorization: undefined };
    }
    const own = { ...(reversal.message ?? key), networkId };
    const said = {
      original: { acquirerId, transmittedAt, stan, terminalId },
      amount: amount && String(amount.minor),
      amountIs: amount?.as,
    };
    await this.parked.execute({ key: own, kind: 'reversal', reason: match.reason, said });
    return { outcome: 'parked', authorization: undefined };
  }

  private async takeBack(
    { id: authorizationId }: StoredOriginal,
    { original: { networkId, ...ownKey }, amount, message = ownKey }: MessageReversal,
  ): Promise<Reversal> {
    const said = { networkId, authorizationId, amount, message };
    const { result, authorization, movement } = await this.reverse.attempt(said);
    return { outcome: result === 'not_open' ? 'nothing_to_reverse' : 'reversed', authorization, movement };
  }
}
