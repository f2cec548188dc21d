import type { AuthorizationDecided } from '@mayfly/contracts';
import type { NetworkMessageKey } from '../authorization';

/** What can change an authorization after it was admitted. */
export type MovementKind =
  | 'approval'
  | 'decline'
  | 'deadline'
  | 'expiry'
  | 'reversal'
  | 'completion'
  | 'clearing'
  | 'refund'
  | 'refund_settlement';

/** An amount as a message states it: what is added or taken (`delta`), or what the authorization comes to (`total`). */
export interface StatedAmount {
  readonly minor: bigint;
  readonly as: 'delta' | 'total';
}

/** A change that is asked for. */
export interface Movement {
  readonly authorizationId: string;
  readonly kind: MovementKind;
  /** Who asks: the network that sent the authorization. Absent: the service itself. */
  readonly networkId?: string;
  /** Absent: all of it. Of a decline: what the assessment would have approved. */
  readonly amount?: StatedAmount;
  /** Of a clearing: the last one, what is still held is released. */
  readonly final?: boolean;
  /** Id of the row that is kept of a network's message. */
  readonly movementId?: string;
  /** The message's own key: the same message again books nothing. */
  readonly message?: NetworkMessageKey;
  readonly decision?: AuthorizationDecided;
}

/**
 * `booked`: now; `repeated`: the same was booked before; `duplicate`: the message's key is taken; `not_due`: its time has not
 * come; `not_open`: the authorization's state does not admit it; `of_purchase`: it is an increment, which has become a part of its
 * purchase; `unknown`: there is none, or it is another network's; `late` and `conflict`: a decision that is kept, and changes nothing.
 */
export type MovementResult =
  | 'booked'
  | 'repeated'
  | 'duplicate'
  | 'not_due'
  | 'not_open'
  | 'of_purchase'
  | 'unknown'
  | 'late'
  | 'conflict';
