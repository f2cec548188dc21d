import type { Kafka } from '../kafka/kafka';
import { encodeEvent, isRefusal, type Refusal } from './encode-event';
import type { OutgoingEvent } from './outgoing-event';
import { EventsRefused } from './publish-errors';
import { publishRecords } from './publish-records';
import type { RawRecord } from './stored-record';

/** One request stays below what a broker takes for one partition (1 MiB), whatever partition its records fall in. */
const mostBytesAtOnce = 512 * 1024;

export interface EventPublisherOptions {
  readonly kafka: Kafka;
  /** The CloudEvents source: names the application that publishes. */
  readonly source: string;
}

/** Events, sorted into what can be sent and what must not. */
export interface Encoded {
  readonly records: readonly RawRecord[];
  readonly refusals: readonly Refusal[];
}

/** Publishes events: checked against their schema, in order, acknowledged by all replicas, within a deadline. */
export class EventPublisher {
  constructor(private readonly options: EventPublisherOptions) {}

  /**
   * Publishes all events, or throws: `EventsRefused` before anything is sent, when one of them is not what its schema says;
   * `NotAcknowledged` (retriable) when Kafka does not take them in time, in which case some may have arrived.
   */
  async publish(events: readonly OutgoingEvent[]): Promise<void> {
    const { records, refusals } = this.encode(events);
    if (refusals.length > 0) throw new EventsRefused(refusals);
    await this.send(records);
  }

  /** The records of the events that may be published, in order, and why each other one may not. */
  encode(events: readonly OutgoingEvent[]): Encoded {
    const encoded = events.map((event) => encodeEvent(event, this.options.source));
    return {
      records: encoded.filter((one): one is RawRecord => !isRefusal(one)),
      refusals: encoded.filter(isRefusal),
    };
  }

  /** Sends encoded events in order. Throws `NotAcknowledged`. */
  async send(records: readonly RawRecord[]): Promise<void> {
    for (const batch of inBatches(records)) await publishRecords(this.options.kafka, batch);
  }
}

function inBatches(records: readonly RawRecord[]): RawRecord[][] {
  const batches: RawRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const size = record.value?.length ?? 0;
    if (bytes + size > mostBytesAtOnce) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(record);
    bytes += size;
  }
  return batches;
}
