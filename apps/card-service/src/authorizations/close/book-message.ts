import { Inject, Injectable } from '@nestjs/common';
import { BookMovements } from '../book/book-movements';
import type { MovementKind, StatedAmount } from '../book/movement';
import type { Authorization, NetworkMessageKey } from '../authorization';
import { notFound } from '../../http/known-problems';
import { IDS, type Ids } from '../../providers';
import { duplicateMessage } from './duplicate-message';
import { ReadMovements, type BookedMovement, type KeyedAuthorization } from './read-movements';

/** What a network says of an authorization after it was asked for. */
export interface NetworkMovement {
  readonly networkId: string;
  readonly authorizationId: string;
  readonly kind: Extract<
    MovementKind,
    'reversal' | 'completion' | 'clearing' | 'refund' | 'refund_settlement'
  >;
  /** Absent: all of it. */
  readonly amount?: StatedAmount | undefined;
  /** Of a clearing: whether it is the last one. */
  readonly final?: boolean | undefined;
  /** The key of this message; absent when the whole authorization is meant, which can be said only once. */
  readonly message?: Omit<NetworkMessageKey, 'networkId'> | undefined;
}

/** What became of it. */
export interface BookedMessage {
  /** `booked`: now; `repeated`: the same message, or the same end, before; `not_open`: the state of the authorization does not admit it. */
  readonly result: 'booked' | 'repeated' | 'not_open';
  readonly authorization: Authorization;
  /** Of a message with a key: what it booked, the same whenever it comes. */
  readonly movement: BookedMovement | undefined;
}

/** Books what a network says after its first request, once for each message. */
@Injectable()
export class BookMessage {
  constructor(
    @Inject(IDS) private readonly ids: Ids,
    private readonly movements: BookMovements,
    private readonly stored: ReadMovements,
  ) {}

  /** @throws Problem 404 when there is no such authorization, or somebody else sent it; 409 duplicate_with_other_content */
  async execute(said: NetworkMovement): Promise<BookedMessage> {
    const { networkId, authorizationId, kind, amount, final, message } = said;
    const { result } = await this.movements.execute({
      networkId,
      authorizationId,
      kind,
      movementId: this.ids.uuid(),
      ...(amount && { amount }),
      ...(final === undefined ? {} : { final }),
      ...(message && { message: { networkId, ...message } }),
    });
    if (result === 'unknown') throw notFound();
    const stored = await this.stored.authorization(authorizationId);
    if (stored === undefined) throw notFound();
    if (result === 'of_purchase') return this.execute(saidOfPurchase(said, stored));
    const movement = message && (await this.stored.byMessage(kind, { networkId, ...message }));
    if (movement !== undefined && !isSame(said, movement)) throw duplicateMessage();
    const { authorization } = stored;
    return { result: movement === undefined ? endOf(result) : bookedOf(result), authorization, movement };
  }
}

/** An increment that was approved is a part of its purchase: taken back, the purchase is less by it, once. */
function saidOfPurchase(said: NetworkMovement, { authorization, key }: KeyedAuthorization): NetworkMovement {
  const { originalId, approvedMinor } = authorization;
  if (originalId === null) throw new Error('an increment of nothing');
  if (said.kind !== 'reversal' || said.amount !== undefined || approvedMinor === null) {
    return { ...said, authorizationId: originalId };
  }
  return {
    ...said,
    authorizationId: originalId,
    amount: { minor: approvedMinor, as: 'delta' },
    message: said.message ?? key,
  };
}

function endOf(result: string): BookedMessage['result'] {
  return result === 'booked' || result === 'repeated' ? result : 'not_open';
}

/** A message that has a row was booked, whatever has become of the authorization since. */
function bookedOf(result: string): BookedMessage['result'] {
  return result === 'booked' ? 'booked' : 'repeated';
}

function isSame(said: NetworkMovement, stored: BookedMovement): boolean {
  return (
    said.authorizationId === stored.authorizationId &&
    (said.amount?.minor ?? null) === stored.statedMinor &&
    (said.amount?.as ?? 'delta') === stored.statedAs &&
    (said.final ?? null) === stored.final
  );
}
