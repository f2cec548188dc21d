import type { AuthorizationState, EntryMode, Merchant } from '@mayfly/contracts';

/** What a network asks: may this card pay this amount (`purchase`), or is the card good (`verification`, amount zero)? */
export type AuthorizationKind = 'purchase' | 'verification';

/** Who gave the final answer: the checks at intake, the assessment, the clock, or the network that took its message back. */
export type AuthorizationOrigin = 'intake' | 'assessment' | 'deadline' | 'network';

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
  readonly traceparent?: string;
}

/** The final answer to an authorization: written once, by whoever ends the state `pending`. */
export interface Resolution {
  readonly authorizationId: string;
  readonly state: AuthorizationState;
  readonly origin: AuthorizationOrigin;
  /** Ranked, the strongest first; empty for approvals and verifications. */
  readonly reasons: readonly string[];
  /** Six characters; with approvals only. */
  readonly approvalCode: string | null;
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
  readonly state: AuthorizationState;
  /** Null while pending. */
  readonly origin: AuthorizationOrigin | null;
  readonly reasons: readonly string[];
  readonly amountMinor: bigint;
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
