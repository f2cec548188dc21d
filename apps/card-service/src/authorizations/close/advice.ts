import type { EntryMode, Merchant, MessageParked } from '@mayfly/contracts';
import type { Authorization, NetworkMessageKey } from '../authorization';
import type { OriginalReference } from '../request/find-original';
import type { NetworkMovement } from './book-message';
import type { BookedMovement } from './read-movements';

/**
 * What a network may tell us and we cannot refuse: that it approved a purchase in our place or what that came to (`advice`), that
 * the merchant collects (`clearing`), that it will give back (`refund`) or has given back (`refund_settlement`).
 */
export type AdviceKind = 'advice' | 'clearing' | 'refund' | 'refund_settlement';

/** Such a message. It names its purchase as far as it can, or the card alone. */
export interface Advice {
  readonly key: NetworkMessageKey;
  readonly kind: AdviceKind;
  readonly cardNumber: string | undefined;
  readonly reference: Omit<OriginalReference, 'networkId' | 'cardId'>;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** Of a clearing: the last one. */
  readonly final: boolean;
  readonly merchant: Merchant;
  readonly entryMode: EntryMode;
  readonly retrievalReference?: string | undefined;
  readonly networkTransactionId?: string | undefined;
  readonly traceparent?: string | undefined;
}

/** What became of it; in any case it is acknowledged. */
export interface AdviceOutcome {
  /** `forced`: booked as an authorization of its own; `parked`: it belongs to nothing, an operator looks at it. */
  readonly outcome: 'booked' | 'repeated' | 'forced' | 'parked';
  readonly authorization: Authorization | undefined;
  readonly movement: BookedMovement | undefined;
}

/** What a kind does to the purchase that it finds, and what happens where it finds none. */
interface AdviceRule {
  readonly movement: NetworkMovement['kind'];
  readonly states: 'delta' | 'total';
  readonly unmatched: 'force' | 'park';
  readonly parkedAs: MessageParked['kind'];
}

export const adviceRules: Readonly<Record<AdviceKind, AdviceRule>> = {
  advice: { movement: 'completion', states: 'total', unmatched: 'force', parkedAs: 'advice' },
  clearing: { movement: 'clearing', states: 'delta', unmatched: 'force', parkedAs: 'clearing' },
  refund: { movement: 'refund', states: 'delta', unmatched: 'park', parkedAs: 'refund' },
  refund_settlement: {
    movement: 'refund_settlement',
    states: 'delta',
    unmatched: 'park',
    parkedAs: 'refund',
  },
};

/** What the advice does to an authorization. */
export function movementOf(
  { key: { networkId, ...message }, kind, amountMinor, final }: Advice,
  authorizationId: string,
): NetworkMovement {
  const { movement, states } = adviceRules[kind];
  return {
    networkId,
    authorizationId,
    kind: movement,
    amount: { minor: amountMinor, as: states },
    message,
    ...(movement === 'clearing' && { final }),
  };
}
