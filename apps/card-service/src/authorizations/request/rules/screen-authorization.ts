import type { EntryMode, ReasonCode } from '@mayfly/contracts';

/** What the screening looks at: the message against the card as it was found. */
export interface Screening {
  /** As the message says. */
  readonly entryMode: EntryMode;
  readonly expiry: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly merchantId: string;
  /** The terminal can take a part of the amount: then the cap is judged with the account. */
  readonly partialAllowed?: boolean;
  readonly card: {
    readonly expiry: string;
    readonly currency: string;
    readonly capMinor: bigint;
    /** The only merchant admitted; null admits all. */
    readonly merchantLock: string | null;
  };
  /** Derives the CVV2 and compares: called only if it decides. */
  readonly cvv2Matches: () => boolean;
}

const supported: ReadonlySet<EntryMode> = new Set<EntryMode>(['ecommerce', 'credential_on_file', 'manual']);

const unprovenReasons: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'entry_mode_not_allowed',
  'expiry_mismatch',
  'cvv_mismatch',
]);

/** True when the sender did not show that it has the card: it may be guessing. admit-authorizations.sql judges by the same three. */
export function isUnproven(reason: ReasonCode | null): boolean {
  return reason !== null && unprovenReasons.has(reason);
}

/**
 * The first reason to refuse that needs no lock: what the message says against what never changes on a card. Null: none.
 * What can change (the card's state, the balance) is judged by the statement, under the locks.
 *
 * The order is a promise about what a stranger can learn. Entry mode first: a stripe or chip that carries our number is a
 * copy, whatever else is right, and must not probe the rest. Then the proof that the sender has the card, expiry before
 * CVV2, because the CVV2 is derived from the expiry; a failure here is counted and at last blocks the card. Only who passes
 * learns what state the card is in, and that currency, merchant or amount are wrong, so that nobody reads a lock or a cap
 * off a number alone.
 */
export function screenAuthorization(request: Screening): ReasonCode | null {
  const { card } = request;
  if (!supported.has(request.entryMode)) return 'entry_mode_not_allowed';
  if (request.expiry !== card.expiry) return 'expiry_mismatch';
  if (!request.cvv2Matches()) return 'cvv_mismatch';
  if (request.currency !== card.currency) return 'currency_not_supported';
  if (card.merchantLock !== null && card.merchantLock !== request.merchantId) return 'merchant_not_allowed';
  if (request.amountMinor > card.capMinor && request.partialAllowed !== true) return 'card_cap_exceeded';
  return null;
}
