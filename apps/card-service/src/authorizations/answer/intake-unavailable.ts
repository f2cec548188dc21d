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
