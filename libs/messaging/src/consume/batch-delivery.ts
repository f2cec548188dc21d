import type { StoredRecord } from '../publish/stored-record';
import { backoffMs } from '../kafka/backoff';
import type { MessagingLog } from '../kafka/log';
import { reasonOf } from '../privacy/reason-of';
import type { ReceivedEvent } from './received-event';
import type { IsRetriable, IsTooSlow } from './retriable';

/** An event together with the record it was read from: what a dead letter needs. */
export interface Delivery {
  readonly event: ReceivedEvent;
  readonly record: StoredRecord;
}

/** What delivery needs of its surroundings. All but `handle` may throw to abandon the batch: the offset then stays where it is. */
export interface DeliveryPort {
  /** Throws when the partition is no longer ours, or the consumer is stopping. */
  stillOurs(): void;
  /** Hands events to the handler; rejects with the handler's own error. */
  handle(events: readonly ReceivedEvent[], attempt: number): Promise<void>;
  /** Puts a record among the dead letters. */
  deadLetter(record: StoredRecord, attempts: number, error: unknown): Promise<void>;
  /** Waits, keeping the consumer's place in its group. */
  pause(ms: number): Promise<void>;
  readonly isRetriable: IsRetriable;
  readonly isTooSlow: IsTooSlow;
  readonly log: MessagingLog;
}

/** How often a batch is tried before it is taken apart to find the poisonous event. */
const attemptsTogether = 3;
const firstPauseMs = 50;
const longestPauseMs = 1_000;
const longestOutagePauseMs = 5_000;
/** An event that takes too long alone is tried so often: whatever slows everybody down should be over by then. */
const attemptsTooSlow = 5;

/**
 * Hands the events to the handler until each is either handled or a dead letter. Events stay in order. While something that the
 * handler needs is away (`isRetriable`), it is tried again without limit: no event is lost and none becomes a dead letter for it. What
 * takes too long (`isTooSlow`) is halved at once: together it would take as long again.
 */
export async function deliverBatch(deliveries: readonly Delivery[], port: DeliveryPort): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const failure = await tryOnce(deliveries, attempt, port);
    if (failure === undefined) return;
    if (attempt === attemptsTogether || failure.tooSlow) {
      await isolate(deliveries, attempt, failure, port);
      return;
    }
    await port.pause(backoffMs(attempt, firstPauseMs, longestPauseMs));
  }
}

/** Halves the events until those that fail stand alone; the failing ones become dead letters, all others are handled. */
async function isolate(
  deliveries: readonly Delivery[],
  attempts: number,
  failure: Failure,
  port: DeliveryPort,
): Promise<void> {
  const [only, ...others] = deliveries;
  if (only === undefined) return;
  if (others.length === 0) {
    await giveUp(only, attempts, failure, port);
    return;
  }
  const middle = Math.ceil(deliveries.length / 2);
  for (const half of [deliveries.slice(0, middle), deliveries.slice(middle)]) {
    const again = await tryOnce(half, attempts + 1, port);
    if (again !== undefined) await isolate(half, attempts + 1, again, port);
  }
}

/** Buries an event that stands alone; one that only took too long is tried some times more before. */
async function giveUp(
  delivery: Delivery,
  attempts: number,
  failure: Failure,
  port: DeliveryPort,
): Promise<void> {
  let last = failure;
  for (let slow = 1; last.tooSlow && slow < attemptsTooSlow; slow += 1) {
    await port.pause(backoffMs(slow, firstPauseMs, longestOutagePauseMs));
    const again = await tryOnce([delivery], attempts + slow, port);
    if (again === undefined) return;
    last = again;
  }
  await port.deadLetter(delivery.record, attempts, last.error);
}

interface Failure {
  readonly error: unknown;
  readonly tooSlow: boolean;
}

/** One counted attempt: outages do not count. Undefined when it passed. */
async function tryOnce(
  deliveries: readonly Delivery[],
  attempt: number,
  port: DeliveryPort,
): Promise<Failure | undefined> {
  const events = deliveries.map((delivery) => delivery.event);
  for (let outage = 1; ; outage += 1) {
    port.stillOurs();
    try {
      await port.handle(events, attempt);
      return undefined;
    } catch (error) {
      if (port.isTooSlow(error)) return { error, tooSlow: true };
      if (!port.isRetriable(error)) return { error, tooSlow: false };
      port.log.warn(
        { topic: events[0]?.topic, outage, reason: reasonOf(error) },
        'batch waits: something is away',
      );
      await port.pause(backoffMs(outage, firstPauseMs, longestOutagePauseMs));
    }
  }
}
