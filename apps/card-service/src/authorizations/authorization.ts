import type { AuthorizationState, EntryMode, Merchant } from '@mayfly/contracts';

/**
 * What a network asks: may this card pay this amount (`purchase`), is the card good (`verification`, amount zero), or may a
 * purchase that was approved become dearer (`increment`)?
 */
export type AuthorizationKind = 'purchase' | 'verification' | 'increment';

/**
 * Who gave the final answer: the checks at intake, the assessment, the clock, the network that took its message back or told us
 * what it had answered itself, or the service in the assessment's place.
 */
export type AuthorizationOrigin = 'intake' | 'assessment' | 'deadline' | 'network' | 'stand_in';

/** A network's message, checked for form and signature by the edge. Number and CVV2 go no further than the screening. */
export interface AuthorizationRequest {
  /** The network or merchant that signed the message. */
  readonly networkId: string;
  readonly kind: AuthorizationKind;
  readonly cardNumber: string;
  /** YYMM. */
  readonly expiry: string;
  readonly cvv2: string;
  /** Minor units of `currency`; zero for a verification. */
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly merchant: Merchant;
  readonly entryMode: EntryMode;
  readonly acquirerId: string;
  readonly terminalId: string;
  /** Six digits; with network, acquirer, terminal and `transmittedAt` the key by which a repeat is known. */
  readonly stan: string;
  readonly transmittedAt: Date;
  /** The terminal can take a part of the amount. */
  readonly partialAllowed?: boolean;
  /** Given by the acquirer, ISO 8583 field 37: later messages name it. */
  readonly retrievalReference?: string | undefined;
  /** Given by the network, the same in every message of a purchase. */
  readonly networkTransactionId?: string | undefined;
  readonly traceparent?: string;
}

/** The five fields by which networks repeat themselves, and take back what they said. */
export type NetworkMessageKey = Pick<
  AuthorizationRequest,
  'networkId' | 'acquirerId' | 'transmittedAt' | 'stan' | 'terminalId'
>;

/** The final answer to an authorization: written once, by whoever ends the state `pending`. */
export interface Resolution {
  readonly authorizationId: string;
  readonly state: AuthorizationState;
  readonly origin: AuthorizationOrigin;
  /** Ranked, the strongest first; empty for approvals and verifications. */
  readonly reasons: readonly string[];
  /** Six characters; with approvals only. */
  readonly approvalCode: string | null;
  /** With approvals only. */
  readonly approvedMinor: bigint | null;
  readonly decisionId: string | null;
  readonly resolvedAt: Date;
}

/** An authorization as the network may know it. */
export interface Authorization {
  /** Null when nothing was written: the number is unknown, or the message's key stands for another message. */
  readonly id: string | null;
  readonly networkId: string;
  readonly customerId: string | null;
  readonly accountId: string | null;
  readonly cardId: string | null;
  readonly kind: AuthorizationKind;
  /** The purchase that an increment adds to, or that a network's advice is about; else null. */
  readonly originalId: string | null;
  readonly state: AuthorizationState;
  /** Null while pending. */
  readonly origin: AuthorizationOrigin | null;
  readonly reasons: readonly string[];
  /** What was asked for, as the message stated it. */
  readonly amountMinor: bigint;
  /** Of an increment: whether that is what is added, or what the purchase comes to; else null. */
  readonly statedAs: 'delta' | 'total' | null;
  /** What was approved: less when the terminal could take a part; null when nothing was. */
  readonly approvedMinor: bigint | null;
  readonly currency: string;
  readonly merchant: Merchant;
  readonly entryMode: EntryMode;
  readonly approvalCode: string | null;
  readonly decisionId: string | null;
  readonly requestedAt: Date;
  /** Null while pending. */
  readonly resolvedAt: Date | null;
  /** When it was reversed, cleared or expired. */
  readonly closedAt: Date | null;
}
