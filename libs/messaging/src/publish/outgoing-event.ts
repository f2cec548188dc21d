/** An event to publish. Its type is its topic; its key and CloudEvents subject are the customer's id. */
export interface OutgoingEvent {
  /** CloudEvents id: unique for the event and the same whenever it is published again. */
  readonly id: string;
  readonly type: string;
  readonly customerId: string;
  readonly time: Date;
  /** What the schema of `type` admits; null only on a compacted topic, to have the key forgotten. */
  readonly data: unknown;
  readonly traceparent?: string | undefined;
}
