import { isRetriable, Overloaded } from '@mayfly/postgres';
import { VerificationKeyMissing } from '../../cards/card-security';
import { Problem } from '../../http/problem';

/**
 * The request was not taken, or its outcome can't be told now: the database is away, or too many requests wait. The network
 * may repeat the message under the same key: it gets the stored answer if there is one.
 */
export class IntakeUnavailable extends Problem {
  constructor(why: string, cause?: unknown) {
    super(503, 'temporarily_unavailable', 'The service is temporarily unavailable', {
      detail: why,
      headers: { 'retry-after': '1' },
    });
    this.cause = cause;
  }
}

/** What the network is told of this failure: 503 where the same message may pass in a moment, else the failure itself. */
export function unavailableFor(error: unknown): unknown {
  if (isRetriable(error)) return new IntakeUnavailable('Try again in a moment.', error);
  if (error instanceof Overloaded) return new IntakeUnavailable('Too many requests wait.', error);
  // Not counted as a wrong CVV2, which would block the card.
  if (error instanceof VerificationKeyMissing) {
    return new IntakeUnavailable('The service lacks the key of this card.', error);
  }
  return error;
}
