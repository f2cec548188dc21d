import type { Refusal } from './encode-event';

/** Events that their schema or the privacy rule forbids to publish. Trying again cannot help. */
export class EventsRefused extends Error {
  override readonly name = 'EventsRefused';
  readonly retriable = false;

  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map(({ eventId, reasons }) => `event ${eventId}: ${reasons.join('; ')}`).join(' | '));
  }
}

/** Kafka did not acknowledge in time, or at all: the events may or may not be there. Publishing them again is safe: same ids. */
export class NotAcknowledged extends Error {
  override readonly name = 'NotAcknowledged';
  readonly retriable = true;

  constructor(count: number, cause?: unknown) {
    super(`Kafka did not acknowledge ${count} events${cause instanceof Error ? `: ${cause.message}` : ''}`, {
      cause,
    });
  }
}
