/** Buckets of customers: the unit in which relays share the outbox. Kept in step with migrations/0001-outbox.sql. */
export const bucketCount = 8;

/** The bucket of a customer id; the same as `outbox_bucket` in SQL. */
export function bucketOf(customerId: string): number {
  return Number.parseInt(customerId.slice(-2), 16) % bucketCount;
}
