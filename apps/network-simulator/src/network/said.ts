import type { Scheme } from '@mayfly/contracts';
import type { Merchant, MintedCard } from '../client/scene';

/** What a card network can say of a card or of a purchase on it. */
export type SaidKind =
  | 'purchase'
  | 'verification'
  | 'single_message'
  | 'increment'
  | 'reversal'
  | 'advice'
  | 'clearing'
  | 'refund'
  | 'refund_settlement';

/** With the network, the key by which a message is known. Field 7 has no finer instant than a second. */
export interface MessageKey {
  readonly acquirerId: string;
  readonly terminalId: string;
  readonly stan: string;
  readonly transmittedAt: Date;
}

/** A message in the field's terms, for any transport. */
export interface Said {
  readonly kind: SaidKind;
  readonly key: MessageKey;
  readonly card: Pick<MintedCard, 'number' | 'expiry' | 'cvv2'>;
  /** Minor units; of a reversal in part what is left of the authorization. Undefined for a reversal of all. */
  readonly amountMinor?: number;
  readonly currency: string;
  readonly merchant: Merchant;
  readonly entryMode: string;
  /** The terminal can take a part of the amount. */
  readonly partialAllowed?: boolean;
  /** The network's id of the purchase, the same in all its messages; undefined where the message names no purchase. */
  readonly networkTransactionId?: string;
  /** Of an increment: what is added, or what the purchase comes to. */
  readonly amountIs?: 'delta' | 'total';
  /** Of a clearing: the last one. */
  readonly final?: boolean;
  /** The message that this one is about. */
  readonly original?: Said;
  /** Our id of that; a transport that needs it says so. */
  readonly originalId?: string;
  /** It was sent before, and its answer is asked for again. */
  readonly repeat?: boolean;
}

/** What came back. What a transport does not tell is left out. */
export interface Answer {
  readonly de39: string;
  readonly approvalCode?: string;
  /** Where it is not what was asked for. */
  readonly approvedMinor?: number;
  readonly merchantAdviceCode?: string;
  readonly authorizationId?: string;
  /** What became of a message that is acknowledged in any case: booked, forced, parked, remembered and so on. */
  readonly outcome?: string;
  readonly tookMs: number;
  /** Message and answer for people, card numbers masked. */
  readonly dump: string;
}

/** A way to the card service. */
export interface Transport {
  readonly name: 'http' | 'iso8583';
  /** Whose codes it answers in. */
  readonly scheme: Scheme;
  /** @throws Unanswered when no answer came */
  send(said: Said): Promise<Answer>;
  /** Begins to say it, and is cut off in the middle: nothing can come of it. */
  cutOff(said: Said): Promise<void>;
  close(): Promise<void>;
}
