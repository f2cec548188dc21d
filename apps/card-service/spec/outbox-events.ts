import { type EventType, isEventType, validateEvent } from '@mayfly/contracts';
import type { Pool } from '@mayfly/postgres';

/** An event as it was written into the outbox. */
export interface OutboxEvent {
  readonly id: string;
  readonly type: EventType;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly traceparent: string | null;
}

/** The customer's events in the order of the outbox; throws when one does not match its schema. */
export async function outboxEvents(pool: Pool, customerId: string): Promise<OutboxEvent[]> {
  const { rows } = await pool.query<OutboxEvent & { type: string }>(
    'select id, type, payload, traceparent from written_events where aggregateid = $1 order by seq',
    [customerId],
  );
  return rows.map((row) => {
    if (!isEventType(row.type)) throw new Error(`unknown event type ${String(row.type)}`);
    const validation = validateEvent(row.type, row.payload);
    if (!validation.valid) throw new Error(`${row.type}: ${validation.errors.join(', ')}`);
    return row;
  });
}
