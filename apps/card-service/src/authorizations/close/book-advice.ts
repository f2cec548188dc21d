import { Injectable } from '@nestjs/common';
import type { MessageParked } from '@mayfly/contracts';
import { CardFinder, type FoundCard } from '../../cards/card-finder';
import { unavailableFor } from '../answer/intake-unavailable';
import { FindByNetworkMessage } from '../request/find-by-network-message';
import { FindOriginal, type StoredOriginal } from '../request/find-original';
import { adviceRules, movementOf, type Advice, type AdviceOutcome } from './advice';
import { BookMessage } from './book-message';
import { duplicateMessage } from './duplicate-message';
import { ForceAuthorization } from './force-authorization';
import { ParkMessage } from './park-message';
import { ReadMovements } from './read-movements';

/** Books what must be booked: on its purchase, as an authorization of its own, or among the messages that an operator looks at. */
@Injectable()
export class BookAdvice {
  constructor(
    private readonly cards: CardFinder,
    private readonly requests: FindByNetworkMessage,
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
    const movement = await this.stored.byMessage(adviceRules[kind].movement, key);
    const authorization =
      movement !== undefined
        ? (await this.stored.authorization(movement.authorizationId))?.authorization
        : kind === 'advice'
          ? (await this.requests.findForced(key))?.authorization
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
    const { result, authorization, movement } = await this.messages.execute(movementOf(advice, original.id));
    return result === 'not_open' ? undefined : { outcome: result, authorization, movement };
  }

  private async unmatched(
    advice: Advice,
    original: StoredOriginal | undefined,
    found: FoundCard | undefined,
  ): Promise<AdviceOutcome> {
    const card = original ?? found;
    if (adviceRules[advice.kind].unmatched === 'park' || advice.amountMinor === 0n) {
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
    if (advice.kind === 'clearing') {
      const { authorization, movement } = await this.messages.execute(movementOf(advice, authorizationId));
      return { outcome: repeated ? 'repeated' : 'forced', authorization, movement };
    }
    const { networkId, ...message } = advice.key;
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
      kind: adviceRules[advice.kind].parkedAs,
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
