/** Injection token of {@link Outbox}. */
export const OUTBOX = Symbol('OUTBOX');

/** Where statements write their events: the relay publishes them. */
export interface Outbox {
  /** Tells the relay, after a commit, that these customers have new rows; never throws, never waits. */
  wake(customerIds: readonly string[]): void;
}
