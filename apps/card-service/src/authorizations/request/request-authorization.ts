import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ReasonCode } from '@mayfly/contracts';
import { CardFinder, type FoundCard } from '../../cards/card-finder';
import { CardSecurity } from '../../cards/card-security';
import { NumberRanges } from '../../cards/number-ranges';
import { CLOCK, IDS, type Clock, type Ids } from '../../providers';
import type { ScreenedRequest } from './admit-authorizations';
import { MerchantAttempts } from './attempts/merchant-attempts';
import { IntakeLimit } from './intake-limit';
import { TakeAttempts } from './attempts/take-attempts';
import type { Authorization, AuthorizationRequest } from '../authorization';
import { PlaceAuthorization } from './place-authorization';
import { refusedAuthorization } from './refused-authorization';
import { IntakeUnavailable, unavailableFor } from '../answer/intake-unavailable';
import { isUnproven, screenAuthorization } from './rules/screen-authorization';

/** A network's request from its arrival to its final answer. */
@Injectable()
export class RequestAuthorization implements OnModuleDestroy {
  #stopped = false;

  constructor(
    @Inject(IDS) private readonly ids: Ids,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly cards: CardFinder,
    private readonly security: CardSecurity,
    private readonly placing: PlaceAuthorization,
    private readonly attempts: TakeAttempts,
    private readonly merchantAttempts: MerchantAttempts,
    private readonly ranges: NumberRanges,
    private readonly limit: IntakeLimit,
  ) {}

  /**
   * Resolves with the final answer: at once for a repeat, a verification or a refusal at intake, else with the decision, at
   * the latest at the deadline. A decline is an answer, not an error.
   *
   * @throws IntakeUnavailable when the request could not be taken, or its outcome is not known: repeat the message
   */
  async execute(request: AuthorizationRequest): Promise<Authorization> {
    if (this.#stopped) throw new IntakeUnavailable('This instance is shutting down.');
    return this.limit.within(request.networkId, () => this.answer(request));
  }

  /** Takes nothing more. Those who wait get their answer; none waits longer than the deadline. */
  onModuleDestroy(): void {
    this.#stopped = true;
  }

  private async answer(request: AuthorizationRequest): Promise<Authorization> {
    const arrivedAtMs = performance.now();
    try {
      if (!(await this.ranges.isOurs(request.cardNumber))) {
        return refusedAuthorization(request, 'number_range_not_ours', this.clock.now());
      }
      const card = await this.cards.find(request.cardNumber);
      return card === undefined
        ? await this.unknown(request, arrivedAtMs)
        : await this.authorize(request, card, arrivedAtMs);
    } catch (error) {
      throw unavailableFor(error);
    }
  }

  private async unknown(request: AuthorizationRequest, arrivedAtMs: number): Promise<Authorization> {
    if (await this.takeAttempt(request)) {
      return refusedAuthorization(request, 'unknown_number', this.clock.now());
    }
    return this.placing.holdBack(request, arrivedAtMs);
  }

  private async authorize(
    request: AuthorizationRequest,
    card: FoundCard,
    arrivedAtMs: number,
  ): Promise<Authorization> {
    const screenedReason = screenAuthorization({
      ...request,
      merchantId: request.merchant.id,
      card,
      cvv2Matches: () =>
        this.security.cvv2Matches(request.cardNumber, card.expiry, card.verificationKeyId, request.cvv2),
    });
    const screened: ScreenedRequest = {
      authorizationId: this.ids.uuid(),
      holdId: this.ids.uuid(),
      card,
      request,
      screenedReason,
      attemptAllowed: this.attemptOf(request, screenedReason),
      arrivedAtMs,
    };
    return this.placing.execute(screened);
  }

  /** Taken once, when it is next in its account's queue: what is right must not overtake the wrong guesses that came before it. */
  private attemptOf(request: AuthorizationRequest, reason: ReasonCode | null): () => Promise<boolean> {
    let attempt: Promise<boolean> | undefined;
    return () => (attempt ??= isUnproven(reason) ? this.takeAttempt(request) : Promise.resolve(true));
  }

  /** One of the merchant's, and only then one of its network's. */
  private async takeAttempt({ networkId, merchant }: AuthorizationRequest): Promise<boolean> {
    return this.merchantAttempts.take(networkId, merchant.id) && (await this.attempts.take(networkId));
  }
}
