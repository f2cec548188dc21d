/** An event as a handler gets it: CloudEvents attributes, the data that its schema admitted, and where it was read. */
export interface ReceivedEvent<T = unknown> {
  /** The CloudEvents id: unique for the event, the same at every redelivery; the key for deduplication. */
  readonly id: string;
  /** The event type, which is also the topic's name without prefix. */
  readonly type: string;
  /** The customer id, which is also the record's key. */
  readonly subject: string;
  /** When it happened, UTC ISO 8601. */
  readonly time: string;
  /** W3C trace context of what caused it. */
  readonly traceparent?: string;
  /** Null for a tombstone on a compacted topic: what was known under the key is to be forgotten. */
  readonly data: T;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}
