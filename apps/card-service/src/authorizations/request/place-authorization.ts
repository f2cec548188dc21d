import { Inject, Injectable } from '@nestjs/common';
import { isUnavailable } from '@mayfly/postgres';
import { CLOCK, type Clock } from '../../providers';
import { AwaitResolution } from '../answer/await-resolution';
import { IntakeUnavailable } from '../answer/intake-unavailable';
import type { Authorization, Resolution } from '../authorization';
import { AdmitAuthorizations, type Admission, type ScreenedRequest } from './admit-authorizations';
import { HeldBackAnswers } from './attempts/held-back-answers';
import { TakeAttempts } from './attempts/take-attempts';
import { FindByNetworkMessage, type StoredAuthorization } from './find-by-network-message';
import { messagePartOf, refusedAuthorization } from './refused-authorization';
import { isRepeat } from './rules/is-repeat';

type Admitted = Extract<Admission, { at: Date }>;

/** A screened request from its admission to its final answer. */
@Injectable()
export class PlaceAuthorization {
  readonly #heldBack = new HeldBackAnswers();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly admissions: AdmitAuthorizations,
    private readonly awaiting: AwaitResolution,
    private readonly messages: FindByNetworkMessage,
    private readonly attempts: TakeAttempts,
  ) {}

  /**
   * The final answer: at once for a repeat, a verification or a refusal at intake, else with the decision, at the latest at the
   * deadline.
   *
   * @throws IntakeUnavailable when it could not be taken, or its outcome is not known; otherwise what the statement threw
   */
  async execute(screened: ScreenedRequest): Promise<Authorization> {
    return (await this.firstAnswer(screened)) ?? (await this.repeated(screened));
  }

  /** The same answer, after the same time, whatever was wrong: nothing was stored, and nothing is to be learned. */
  async holdBack(request: ScreenedRequest['request'], arrivedAtMs: number): Promise<Authorization> {
    await this.#heldBack.until(arrivedAtMs);
    return refusedAuthorization(request, 'attempts_used_up', this.clock.now());
  }

  /** Undefined for a message whose key is taken. */
  private async firstAnswer(screened: ScreenedRequest): Promise<Authorization | undefined> {
    const waiter = this.awaiting.expect(screened.authorizationId);
    try {
      const admission = await this.admit(screened);
      switch (admission.outcome) {
        case 'pending': {
          const resolution = await this.awaiting.until(waiter, admission.remainingMs);
          if (resolution.state === 'approved') this.attempts.approved(screened.request.networkId);
          return answered(screened, admission.at, resolution);
        }
        case 'declined':
        case 'verified':
        case 'approved':
          return answered(screened, admission.at, resolvedAtOnce(screened, admission));
        case 'no_attempts_left':
          return await this.heldBackOrRepeated(screened);
        case 'duplicate':
          return undefined;
        case 'overdue':
          throw new IntakeUnavailable('The request waited too long to be taken.');
      }
    } finally {
      this.awaiting.forget(waiter);
    }
  }

  /** When the connection is lost nobody knows whether the statement was committed: its key tells. It never runs twice. */
  private async admit(screened: ScreenedRequest): Promise<Admission> {
    try {
      return await this.admissions.submit(screened);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      const stored = await this.messages.find(screened.request);
      if (stored === undefined) throw error;
      return { outcome: 'duplicate' };
    }
  }

  /** The stored answer; or that of the first message, if it is still being decided. */
  private async repeated(screened: ScreenedRequest): Promise<Authorization> {
    const stored = await this.messages.find(screened.request);
    if (stored === undefined) throw new Error('A message key that is taken stands for no authorization');
    return isRepeatOf(screened, stored)
      ? this.storedAnswer(stored)
      : refusedAuthorization(screened.request, 'duplicate_with_other_content', this.clock.now());
  }

  /** A repeat gets its stored answer also when the sender has no attempts left by now. */
  private async heldBackOrRepeated(screened: ScreenedRequest): Promise<Authorization> {
    const stored = await this.messages.find(screened.request);
    return stored !== undefined && isRepeatOf(screened, stored)
      ? this.storedAnswer(stored)
      : this.holdBack(screened.request, screened.arrivedAtMs);
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
}

function isRepeatOf(
  { request, card, original }: ScreenedRequest,
  { authorization }: StoredAuthorization,
): boolean {
  return isRepeat(
    {
      ...request,
      cardId: card.cardId,
      originalId: original?.authorizationId ?? null,
      statedAs: original?.statedAs ?? null,
    },
    authorization,
  );
}

function answered(
  { authorizationId, request, card, original }: ScreenedRequest,
  requestedAt: Date,
  resolution: Resolution,
): Authorization {
  return {
    ...messagePartOf(request),
    ...answerOf(resolution),
    id: authorizationId,
    customerId: card.customerId,
    accountId: card.accountId,
    cardId: card.cardId,
    originalId: original?.authorizationId ?? null,
    statedAs: original?.statedAs ?? null,
    requestedAt,
    closedAt: null,
  };
}

function answerOf(resolution: Resolution): Omit<Resolution, 'authorizationId'> {
  const { state, origin, reasons, approvalCode, approvedMinor, decisionId, resolvedAt } = resolution;
  return { state, origin, reasons, approvalCode, approvedMinor, decisionId, resolvedAt };
}

/** What came after an approval is no answer to the request for it. */
function asFirstAnswered(authorization: Authorization): Authorization {
  return authorization.closedAt === null
    ? authorization
    : { ...authorization, state: 'approved', closedAt: null };
}

function resolvedAtOnce({ authorizationId, request }: ScreenedRequest, admission: Admitted): Resolution {
  const { outcome, reason, at } = admission;
  if (outcome === 'pending') throw new Error('what is pending is not resolved');
  const forced = outcome === 'approved';
  return {
    authorizationId,
    state: outcome,
    origin: forced ? 'network' : 'intake',
    reasons: forced ? ['approved_by_network'] : reason === null ? [] : [reason],
    approvalCode: null,
    approvedMinor: forced ? request.amountMinor : null,
    decisionId: null,
    resolvedAt: at,
  };
}
