import { next, type AuthorizationState, type CardState } from '@mayfly/contracts';
import type { FreshCard } from './fresh-card';
import type { CardServiceUnderTest } from './card-service-under-test';

export interface ModelCard {
  state: CardState;
  /** Those that count towards blocking: they came while the card was open. */
  mismatches: number;
  /** All of the one sender that the commands have. */
  senderMismatches: number;
  purchase: { state: AuthorizationState; amountMinor: bigint; reported: boolean } | undefined;
}

/** The rules of one account with some cards, in memory: what the published tables and arithmetic say. */
export interface Model {
  availableMinor: bigint;
  owedMinor: bigint;
  frozen: boolean;
  readonly cards: ModelCard[];
}

/** The same account in PostgreSQL. */
export interface Real {
  readonly cardService: CardServiceUnderTest;
  readonly customerId: string;
  readonly accountId: string;
  readonly cards: {
    readonly minted: FreshCard;
    authorization?: Awaited<ReturnType<CardServiceUnderTest['admission']>>;
  }[];
}

/** The card at a place; throws when there is none. */
export function cardOf<T>(cards: readonly T[], index: number): T {
  const card = cards[index];
  if (card === undefined) throw new Error(`there is no card ${index}`);
  return card;
}

/** The state that the published table gives a card after an event: the same where it lists none. */
export function moved(card: ModelCard, event: Parameters<typeof next<'card'>>[2]): CardState {
  return next('card', card.state, event) ?? card.state;
}

/** What the tables and the arithmetic answer to a purchase. */
export function expectedOutcome(
  model: Model,
  card: ModelCard,
  amountMinor: bigint,
  screened: string | null,
): string {
  const byState = {
    used: 'card_already_used',
    cancelled: 'card_cancelled',
    expired: 'card_expired',
  } as const;
  const closedToSender = card.senderMismatches >= 3;
  if (screened === 'cvv_mismatch') return closedToSender ? 'no_attempts_left' : screened;
  if (card.state === 'blocked') return 'card_blocked';
  if (card.state !== 'open' && card.state !== 'claimed') return byState[card.state];
  if (closedToSender) return 'no_attempts_left';
  if (card.state === 'claimed') return 'card_busy';
  if (screened !== null) return screened;
  if (model.frozen) return 'account_frozen';
  return amountMinor > model.availableMinor ? 'purchase_power_insufficient' : 'pending';
}

/** The place of the nth card on which something was bought, counted round; undefined when nothing was bought. */
export function boughtAt({ cards }: Readonly<Model>, nth: number): number | undefined {
  const bought = cards.flatMap(({ purchase }, index) => (purchase === undefined ? [] : [index]));
  return bought[nth % bought.length];
}
