import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '../../http/known-problems';
import { IDS, type Ids } from '../../providers';
import { unavailableFor } from '../answer/intake-unavailable';
import type { Authorization, NetworkMessageKey } from '../authorization';
import type { StatedAmount } from '../book/movement';
import { FindOriginal } from './find-original';
import { PlaceAuthorization } from './place-authorization';

/** What a network asks: may a purchase that was approved become dearer? */
export interface IncrementRequest extends NetworkMessageKey {
  /** Of the purchase. */
  readonly authorizationId: string;
  /** What is added, or what the purchase comes to; it is kept as it came. */
  readonly amount: StatedAmount;
  readonly traceparent?: string;
}

/**
 * An increment is an authorization of its own: assessed afresh, explained, with a hold and a deadline. Approved, its hold becomes
 * a part of that of its purchase; declined, the purchase stands as it was.
 */
@Injectable()
export class RequestIncrement {
  constructor(
    @Inject(IDS) private readonly ids: Ids,
    private readonly originals: FindOriginal,
    private readonly placing: PlaceAuthorization,
  ) {}

  /**
   * The final answer, as to any request.
   *
   * @throws Problem 404 when there is no such purchase, or another network sent it
   * @throws IntakeUnavailable as a request for an authorization does
   */
  async execute({ authorizationId, amount, ...message }: IncrementRequest): Promise<Authorization> {
    const arrivedAtMs = performance.now();
    const { networkId } = message;
    try {
      const { original } = await this.originals.find({ networkId, authorizationId });
      if (original?.kind !== 'purchase') throw notFound();
      const { cardId, accountId, customerId, currency, merchant, entryMode } = original;
      return await this.placing.execute({
        authorizationId: this.ids.uuid(),
        holdId: this.ids.uuid(),
        card: { cardId, accountId, customerId },
        request: { ...message, kind: 'increment', amountMinor: amount.minor, currency, merchant, entryMode },
        original: { authorizationId, statedAs: amount.as },
        screenedReason: null,
        attemptAllowed: () => Promise.resolve(true),
        arrivedAtMs,
      });
    } catch (error) {
      throw unavailableFor(error);
    }
  }
}
