import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ReasonCode } from '@mayfly/contracts';
import { isRetriable, isUnavailable, Overloaded } from '@mayfly/postgres';
import { CardFinder, type FoundCard } from '../../cards/card-finder';
import { CardSecurity, VerificationKeyMissing } from '../../cards/card-security';
import { NumberRanges } from '../../cards/number-ranges';
import { CLOCK, IDS, type Clock, type Ids } from '../../providers';
import { AdmitAuthorizations, type Admission, type Candidate } from './admit-authorizations';
import { HeldBackAnswers } from './attempts/held-back-answers';
import { TakeAttempts } from './attempts/take-attempts';
import type { Authorization, AuthorizationRequest, Resolution } from '../authorization';
import { AwaitResolution } from '../answer/await-resolution';
import { FindByNetworkMessage, type StoredAuthorization } from './find-by-network-message';
import { IntakeUnavailable } from '../answer/intake-unavailable';
import { isRepeat } from './rules/is-repeat';
import { isUnproven, screenAuthorization } from './rules/screen-authorization';

/** A network's request from its arrival to its final answer. */
@Injectable()
export class RequestAuthorization implements OnModuleDestroy {
  readonly #heldBack = new HeldBackAnswers();
  #stopped = false;

  constructor(
    @Inject(IDS) private readonly ids: Ids,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly cards: CardFinder,
    private readonly security: CardSecurity,
    private readonly admissions: AdmitAuthorizations,
    private readonly awaiting: AwaitResolution,
    private readonly messages: FindByNetworkMessage,
    private readonly attempts: TakeAttempts,
    private readonly ranges: NumberRanges,
  ) {}

  /**
   * Resolves with the final answer: at once for a repeat, a verification or a refusal at intake, else with the decision, at
   * the latest at the deadline. A decline is an answer, not an error.
   *
   * @throws IntakeUnavailable when the request could not be taken, or its outcome is not known: repeat the message
   */
  async execute(request: AuthorizationRequest): Promise<Authorization> {
    const arrivedAtMs = performance.now();
    if (this.#stopped) throw new IntakeUnavailable('This instance is shutting down.');
    try {
      if (!(await this.ranges.isOurs(request.cardNumber))) {
        return this.refused(request, 'number_range_not_ours');
      }
      const card = await this.cards.find(request.cardNumber);
      return card === undefined
        ? await this.unknown(request, arrivedAtMs)
        : await this.authorize(request, card, arrivedAtMs);
    } catch (error) {
      if (isRetriable(error)) throw new IntakeUnavailable('Try again in a moment.', error);
      if (error instanceof Overloaded) throw new IntakeUnavailable('Too many requests wait.', error);
      // Not counted as a wrong CVV2, which would block the card.
      if (error instanceof VerificationKeyMissing) {
        throw new IntakeUnavailable('The service lacks the key of this card.', error);
      }
      throw error;
    }
  }

  /** Takes nothing more. Those who wait get their answer; none waits longer than the deadline. */
  onModuleDestroy(): void {
    this.#stopped = true;
  }

  private async unknown(request: AuthorizationRequest, arrivedAtMs: number): Promise<Authorization> {
    if (await this.attempts.take(request.networkId)) return this.refused(request, 'unknown_number');
    return this.untold(request, arrivedAtMs);
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
    const candidate: Candidate = {
      authorizationId: this.ids.uuid(),
      holdId: this.ids.uuid(),
      card,
      request,
      screenedReason,
      attemptAllowed: this.attemptOf(request, screenedReason),
      arrivedAtMs,
    };
    return (await this.firstAnswer(candidate, card)) ?? (await this.repeated(request, card));
  }

  /** Taken once, when its turn has come: what is right must not overtake the wrong guesses that came before it. */
  private attemptOf({ networkId }: AuthorizationRequest, reason: ReasonCode | null): () => Promise<boolean> {
    let attempt: Promise<boolean> | undefined;
    return () => (attempt ??= isUnproven(reason) ? this.attempts.take(networkId) : Promise.resolve(true));
  }

  /** Undefined for a message whose key is taken. */
  private async firstAnswer(candidate: Candidate, card: FoundCard): Promise<Authorization | undefined> {
    const waiter = this.awaiting.expect(candidate.authorizationId);
    try {
      const admission = await this.admit(candidate);
      switch (admission.outcome) {
        case 'pending': {
          const resolution = await this.awaiting.until(waiter, admission.remainingMs);
          if (resolution.state === 'approved') this.attempts.approved(candidate.request.networkId);
          return answered(candidate, card, admission.at, resolution);
        }
        case 'declined':
        case 'verified': {
          const resolution = resolvedAtIntake(candidate, admission.outcome, admission);
          return answered(candidate, card, admission.at, resolution);
        }
        case 'untold':
          return await this.untoldOrRepeated(candidate, card);
        case 'duplicate':
          return undefined;
        case 'overdue':
          throw new IntakeUnavailable('The request waited too long for its turn.');
      }
    } finally {
      this.awaiting.forget(waiter);
    }
  }

  /** When the connection is lost nobody knows whether the statement was committed: its key tells. It never runs twice. */
  private async admit(candidate: Candidate): Promise<Admission> {
    try {
      return await this.admissions.submit(candidate);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      const stored = await this.messages.find(candidate.request);
      if (stored === undefined) throw error;
      return { outcome: 'duplicate' };
    }
  }

  /** The stored answer; or that of the first message, if it is still being decided. */
  private async repeated(request: AuthorizationRequest, card: FoundCard): Promise<Authorization> {
    const stored = await this.messages.find(request);
    if (stored === undefined) throw new Error('A message key that is taken stands for no authorization');
    return isRepeat({ ...request, cardId: card.cardId }, stored.authorization)
      ? this.storedAnswer(stored)
      : this.refused(request, 'duplicate_with_other_content');
  }

  /** A repeat gets its stored answer also when the sender has no attempts left by now. */
  private async untoldOrRepeated(
    { request, arrivedAtMs }: Candidate,
    card: FoundCard,
  ): Promise<Authorization> {
    const stored = await this.messages.find(request);
    return stored !== undefined && isRepeat({ ...request, cardId: card.cardId }, stored.authorization)
      ? this.storedAnswer(stored)
      : this.untold(request, arrivedAtMs);
  }

  /** The same answer, after the same time, whatever was wrong: nothing was stored, and nothing is to be learned. */
  private async untold(request: Candidate['request'], arrivedAtMs: number): Promise<Authorization> {
    await this.#heldBack.until(arrivedAtMs);
    return this.refused(request, 'attempts_used_up');
  }

  private storedAnswer(stored: StoredAuthorization): Promise<Authorization> | Authorization {
    const { authorization } = stored;
    return authorization.state === 'pending' ? this.sameAnswer(stored) : asFirstAnswered(authorization);
  }

  private async sameAnswer({ id, authorization, remainingMs }: StoredAuthorization): Promise<Authorization> {
    const waiter = this.awaiting.expect(id);
    try {
      return { ...authorization, ...answerOf(await this.awaiting.until(waiter, remainingMs)) };
    } finally {
      this.awaiting.forget(waiter);
    }
  }

  /** Refused with nothing written: there is no card it would belong to, or its key belongs to another message. */
  private refused(request: MessagePart, reason: string): Authorization {
    const now = this.clock.now();
    return {
      ...messageOf(request),
      id: null,
      customerId: null,
      accountId: null,
      cardId: null,
      state: 'declined',
      origin: 'intake',
      reasons: [reason],
      approvalCode: null,
      decisionId: null,
      requestedAt: now,
      resolvedAt: now,
      closedAt: null,
    };
  }
}

type MessagePart = Pick<
  Authorization,
  'networkId' | 'kind' | 'amountMinor' | 'currency' | 'merchant' | 'entryMode'
>;

function messageOf(request: MessagePart): MessagePart {
  const { networkId, kind, amountMinor, currency, merchant, entryMode } = request;
  return { networkId, kind, amountMinor, currency, merchant, entryMode };
}

function answered(
  { authorizationId, request }: Candidate,
  card: FoundCard,
  requestedAt: Date,
  resolution: Resolution,
): Authorization {
  return {
    ...messageOf(request),
    ...answerOf(resolution),
    id: authorizationId,
    customerId: card.customerId,
    accountId: card.accountId,
    cardId: card.cardId,
    requestedAt,
    closedAt: null,
  };
}

function answerOf(resolution: Resolution): Omit<Resolution, 'authorizationId'> {
  const { state, origin, reasons, approvalCode, decisionId, resolvedAt } = resolution;
  return { state, origin, reasons, approvalCode, decisionId, resolvedAt };
}

/** What came after an approval is no answer to the request for it. */
function asFirstAnswered(authorization: Authorization): Authorization {
  return authorization.closedAt === null
    ? authorization
    : { ...authorization, state: 'approved', closedAt: null };
}

function resolvedAtIntake(
  { authorizationId }: Candidate,
  state: 'declined' | 'verified',
  { reason, at }: { reason: string | null; at: Date },
): Resolution {
  return {
    authorizationId,
    state,
    origin: 'intake',
    reasons: reason === null ? [] : [reason],
    approvalCode: null,
    decisionId: null,
    resolvedAt: at,
  };
}
