import { Injectable } from '@nestjs/common';
import type { EntryMode, Merchant, MessageParked } from '@mayfly/contracts';
import { CardFinder, type FoundCard } from '../../cards/card-finder';
import { unavailableFor } from '../answer/intake-unavailable';
import type { Authorization, NetworkMessageKey } from '../authorization';
import { FindOriginal, type OriginalReference, type StoredOriginal } from '../request/find-original';
import { BookMessage, type NetworkMovement } from './book-message';
import { duplicateMessage } from './duplicate-message';
import { ForceAuthorization } from './force-authorization';
import { ParkMessage } from './park-message';
import { ReadMovements, type BookedMovement } from './read-movements';

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

/** What each does to the purchase that it finds, and what happens where it finds none. */
const rules: Record<
  AdviceKind,
  {
    movement: NetworkMovement['kind'];
    states: 'delta' | 'total';
    unmatched: 'force' | 'park';
    parkedAs: MessageParked['kind'];
  }
> = {
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

/** Books what must be booked: on its purchase, as an authorization of its own, or among the messages that an operator looks at. */
@Injectable()
export class BookAdvice {
  constructor(
    private readonly cards: CardFinder,
    private readonly originals: FindOriginal,
    private readonly messages: BookMessage,
    private readonly forced: ForceAuthorization,
    private readonly parked: ParkMessage,
    private readonly stored: ReadMovements,
  ) {}

  /**
   * Repeating it changes nothing.
   *
   * @throws Problem 409 duplicate_with_other_content
   * @throws IntakeUnavailable when the outcome is not known: repeat the message
   */
  async execute(advice: Advice): Promise<AdviceOutcome> {
    try {
      return await this.book(advice);
    } catch (error) {
      throw unavailableFor(error);
    }
  }

  private async book(advice: Advice): Promise<AdviceOutcome> {
    const { key, cardNumber, reference } = advice;
    const card = cardNumber === undefined ? undefined : await this.cards.find(cardNumber);
    const before = await this.before(advice, card);
    if (before !== undefined) return before;
    const match = await this.originals.find({ ...reference, networkId: key.networkId, cardId: card?.cardId });
    if (match.original === undefined && match.reason === 'several_originals') {
      return this.park(advice, match.reason);
    }
    const { original } = match;
    if (original !== undefined && original.currency !== advice.currency) {
      return this.park(advice, 'other_currency');
    }
    if (original !== undefined) {
      const booked = await this.bookOn(original, advice);
      if (booked !== undefined) return booked;
    }
    return this.unmatched(advice, original, card);
  }

  /** The same message again: what it booked the first time, whatever it would be about by now. */
  private async before(advice: Advice, card: FoundCard | undefined): Promise<AdviceOutcome | undefined> {
    const { key, kind, amountMinor, currency, final } = advice;
    const movement = await this.stored.byMessage(rules[kind].movement, key);
    const authorization =
      movement !== undefined
        ? (await this.stored.authorization(movement.authorizationId))?.authorization
        : kind === 'advice'
          ? await this.forced.before(key)
          : undefined;
    if (authorization === undefined) return undefined;
    const isSame =
      (movement?.statedMinor ?? authorization.amountMinor) === amountMinor &&
      (movement?.final ?? final) === final &&
      authorization.currency === currency &&
      authorization.cardId === (card?.cardId ?? authorization.cardId);
    if (!isSame) throw duplicateMessage();
    return { outcome: 'repeated', authorization, movement };
  }

  /** Undefined when the state of the purchase does not admit it. */
  private async bookOn(original: StoredOriginal, advice: Advice): Promise<AdviceOutcome | undefined> {
    const { movement: kind, states } = rules[advice.kind];
    const { networkId, ...message } = advice.key;
    const { result, authorization, movement } = await this.messages.execute({
      networkId,
      authorizationId: original.id,
      kind,
      amount: { minor: advice.amountMinor, as: states },
      message,
      ...(kind === 'clearing' && { final: advice.final }),
    });
    return result === 'not_open' ? undefined : { outcome: result, authorization, movement };
  }

  private async unmatched(
    advice: Advice,
    original: StoredOriginal | undefined,
    found: FoundCard | undefined,
  ): Promise<AdviceOutcome> {
    const card = original ?? found;
    if (rules[advice.kind].unmatched === 'park' || advice.amountMinor === 0n) {
      return this.park(advice, original === undefined ? 'no_original' : 'not_open');
    }
    if (card === undefined) {
      return this.park(advice, advice.cardNumber === undefined ? 'no_original' : 'unknown_card');
    }
    if (found !== undefined && found.currency !== advice.currency) return this.park(advice, 'other_currency');
    return this.force(advice, card, original?.id);
  }

  private async force(
    advice: Advice,
    { cardId, accountId, customerId }: Pick<FoundCard, 'cardId' | 'accountId' | 'customerId'>,
    originalId: string | undefined,
  ): Promise<AdviceOutcome> {
    const { authorizationId, repeated } = await this.forced.execute({
      ...advice,
      card: { cardId, accountId, customerId },
      originalId,
    });
    const { networkId, ...message } = advice.key;
    if (advice.kind === 'clearing') {
      const booked = await this.messages.execute({
        networkId,
        authorizationId,
        kind: 'clearing',
        amount: { minor: advice.amountMinor, as: 'delta' },
        final: advice.final,
        message,
      });
      return { ...booked, outcome: repeated ? 'repeated' : 'forced' };
    }
    const takenBack = await this.forced.isTakenBack(advice.key);
    if (takenBack) await this.messages.execute({ networkId, authorizationId, kind: 'reversal', message });
    const { original: authorization } = await this.originals.find({ networkId, authorizationId });
    if (authorization?.amountMinor !== advice.amountMinor) throw duplicateMessage();
    return { outcome: repeated ? 'repeated' : 'forced', authorization, movement: undefined };
  }

  private async park(advice: Advice, reason: MessageParked['reason']): Promise<AdviceOutcome> {
    const { amountMinor, currency, final, merchant, reference, retrievalReference, networkTransactionId } =
      advice;
    await this.parked.execute({
      key: advice.key,
      kind: rules[advice.kind].parkedAs,
      reason,
      said: {
        kind: advice.kind,
        amountMinor: Number(amountMinor),
        currency,
        final,
        merchant,
        original: { ...reference, amountMinor: undefined },
        retrievalReference,
        networkTransactionId,
      },
    });
    return { outcome: 'parked', authorization: undefined, movement: undefined };
  }
}
