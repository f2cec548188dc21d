import type {
  AuthorizationClosed,
  AuthorizationResolved,
  CardChanged,
  HoldReleased,
} from '../generated/events';
import type { ReasonCode } from '../reasons/catalogue';

export type CardState = CardChanged['state'];
export type AuthorizationState = 'pending' | AuthorizationResolved['state'] | AuthorizationClosed['state'];
export type HoldState = 'placed' | 'released' | 'captured' | 'merged';

/** What can happen to a card; also the `cause` of card.changed.v1 when the state changes. */
export type CardEvent =
  | 'minted'
  | 'authorization_placed'
  | 'approved'
  | 'declined'
  | 'deadline_passed'
  | 'mismatched'
  | 'mismatched_third_time'
  | 'attempted_beyond_limit'
  | 'verified'
  | 'verified_too_often'
  | 'refused_at_intake'
  | 'purchase_attempted'
  | 'reversed'
  | 'cleared'
  | 'hold_expired'
  | 'stood_in'
  | 'advised'
  | 'refunded'
  | 'incremented'
  | 'cancel_requested'
  | 'fraud_reported'
  | 'validity_over';

export type AuthorizationEvent =
  | 'placed'
  | 'refused_at_intake'
  | 'reversed_before_it_came'
  | 'verified'
  | 'approval_decided'
  | 'decline_decided'
  | 'deadline_passed'
  | 'late_decision'
  | 'same_decision_again'
  | 'other_decision'
  | 'reversed'
  | 'hold_expired'
  | 'cleared'
  | 'incremented'
  | 'increment_declined'
  | 'reversed_in_part'
  | 'cleared_in_part'
  | 'cleared_for_less'
  | 'cleared_above_hold'
  | 'completed_for_more'
  | 'completed_for_less'
  | 'approved_in_part'
  | 'stood_in'
  | 'approved_afterwards'
  | 'declined_afterwards'
  | 'advised'
  | 'force_posted'
  | 'refund_announced'
  | 'refund_settled';

/** What happens to a hold; a release names its cause, as the receipt (hold.released.v1) does. */
export type HoldEvent =
  | 'placed'
  | HoldReleased['cause']
  | 'cleared'
  | 'increment_merged'
  | 'grown'
  | 'reversed_in_part'
  | 'cleared_in_part';

/** The three machines with their words. */
export interface StateMachines {
  readonly card: { readonly state: CardState; readonly event: CardEvent };
  readonly authorization: { readonly state: AuthorizationState; readonly event: AuthorizationEvent };
  readonly hold: { readonly state: HoldState; readonly event: HoldEvent };
}

export type Machine = keyof StateMachines;

/** One row of a table: in state `from` (null: not yet there), `event` leads to `to`. */
export interface Transition<M extends Machine> {
  readonly machine: M;
  readonly from: StateMachines[M]['state'] | null;
  readonly event: StateMachines[M]['event'];
  readonly to: StateMachines[M]['state'];
  /** What it does, in one plain sentence. */
  readonly effect: string;
  /** The reason that the network gets when the row is a refusal. */
  readonly reason?: ReasonCode;
  /** The problem code that the caller of the API gets when the row is a refusal. */
  readonly problem?: string;
}
