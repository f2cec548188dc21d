import { eventKeyOf, isEventType, topics, validateEvent } from '@mayfly/contracts';
import { holdsCardNumber } from '../privacy/card-number-guard';
import { parseTraceparent } from '../trace/traceparent';
import type { OutgoingEvent } from './outgoing-event';
import type { RawRecord } from './stored-record';

/** Far above any event of ours, and far enough below Kafka's 1 MiB. */
const longestEventBytes = 256 * 1024;

const compacted = new Set(
  topics.filter((topic) => topic.cleanupPolicy === 'compact').map((topic) => topic.name),
);

/** An event that may not leave this process. Reasons name paths and rules, never values. */
export interface Refusal {
  readonly eventId: string;
  readonly reasons: readonly string[];
}

/** Writes an event as a record (CloudEvents 1.0, Kafka binding, binary mode), or says why it must not be published. */
export function encodeEvent(event: OutgoingEvent, source: string): RawRecord | Refusal {
  const reasons = schemaProblems(event);
  if (reasons.length > 0) return { eventId: event.id, reasons };
  const text = event.data === null ? null : JSON.stringify(event.data);
  if (text !== null && holdsCardNumber(text)) return { eventId: event.id, reasons: ['holds a card number'] };
  const value = text === null ? null : Buffer.from(text);
  if (value !== null && value.length > longestEventBytes) {
    return { eventId: event.id, reasons: [`${value.length} bytes are too many`] };
  }
  return { topic: event.type, key: Buffer.from(event.customerId), value, headers: headersOf(event, source) };
}

/** Tells a refusal from a record. */
export function isRefusal(encoded: RawRecord | Refusal): encoded is Refusal {
  return 'reasons' in encoded;
}

function schemaProblems({ type, data, customerId }: OutgoingEvent): readonly string[] {
  if (!isEventType(type)) return [`unknown event type ${type}`];
  if (data === null && compacted.has(type)) return [];
  const validation = validateEvent(type, data);
  if (!validation.valid) return validation.errors;
  return eventKeyOf(validation.data) === customerId ? [] : ['the key is not the customer in the data'];
}

function headersOf(event: OutgoingEvent, source: string): Record<string, Buffer> {
  const attributes: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_type: event.type,
    ce_source: source,
    ce_subject: event.customerId,
    ce_time: event.time.toISOString(),
    'content-type': 'application/json',
  };
  if (event.traceparent !== undefined && parseTraceparent(event.traceparent) !== undefined) {
    attributes['traceparent'] = event.traceparent;
  }
  return Object.fromEntries(Object.entries(attributes).map(([name, text]) => [name, Buffer.from(text)]));
}
