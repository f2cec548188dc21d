import type { ReasonCode } from '@mayfly/contracts';
import type { Merchant } from '../client/scene';
import type { SaidKind } from '../network/said';
import type { Profile } from '../personas/personas';

/** One message of a flow, about its one purchase, and what has to be answered. */
export interface FlowMessage {
  readonly kind: SaidKind;
  /** Of the amount of the purchase; of a reversal what is left, all taken back when undefined. 1 otherwise. */
  readonly share?: number;
  readonly final?: boolean;
  readonly but?:
    'wrong cvv2' | 'wrong expiry' | 'unknown number' | 'chip' | 'other currency' | 'above the cap';
  /** `acknowledged`: 00. `decided`: approved, or declined for whatever is no failure. */
  readonly expect: ReasonCode | 'acknowledged' | 'decided';
}

/** What networks say of one card, one message after the other. */
export interface Flow {
  readonly name: string;
  readonly messages: readonly FlowMessage[];
}

/** A flow of which there are so many among the flows of its mix. */
export interface WeightedFlow extends Flow {
  readonly weight: number;
  /** Of the customer; steady otherwise. */
  readonly profile?: Profile;
}

/** A flow on a card of its own. */
export interface PlannedFlow extends Flow {
  /** The place of the customer among those of the plan. */
  readonly customer: number;
  readonly merchant: Merchant;
  readonly amountMinor: number;
  readonly capMinor: number;
}

/** A whole load, before anything of it is minted or sent. */
export interface Plan {
  readonly customers: readonly { readonly profile: Profile; readonly grantedMinor: number }[];
  readonly flows: readonly PlannedFlow[];
  /** In order of time. */
  readonly messages: readonly PlannedMessage[];
}

export interface PlannedMessage {
  /** From the start. */
  readonly dueMs: number;
  /** The place of the flow, and of the message in it. */
  readonly flow: number;
  readonly place: number;
}
