import { eventKeyOf, isEventType, topics, validateEvent } from '@mayfly/contracts';
import type { StoredRecord } from '../publish/stored-record';
import { parseTraceparent } from '../trace/traceparent';
import type { ReceivedEvent } from './received-event';
import { UnreadableRecord } from './unreadable-record';

const compacted = new Set(
  topics.filter((topic) => topic.cleanupPolicy === 'compact').map((topic) => topic.name),
);
const cloudEventsVersion = '1.0';

/** Turns a record into an event of its topic: CloudEvents binary mode, data checked against the schema. Throws `UnreadableRecord`. */
export function readEvent(record: StoredRecord): ReceivedEvent {
  const subject = record.key?.toString('utf8') ?? '';
  if (subject === '') throw new UnreadableRecord('missing_key', 'a record is keyed by its customer');
  const place = { topic: record.topic, partition: record.partition, offset: record.offset };
  if (record.value === null && compacted.has(record.topic))
    return { ...tombstone(record, subject), ...place };
  const attributes = readAttributes(record);
  const data = readData(record, subject);
  return { ...attributes, subject, data, ...place };
}

/** A tombstone may come from a tool that knows no CloudEvents: what identifies it then is its place. */
function tombstone(
  record: StoredRecord,
  subject: string,
): Omit<ReceivedEvent, 'topic' | 'partition' | 'offset'> {
  return {
    id: text(record, 'ce_id') ?? `${record.topic}/${record.partition}/${record.offset}`,
    type: record.topic,
    subject,
    time: text(record, 'ce_time') ?? record.timestamp.toISOString(),
    data: null,
    ...traceOf(record),
  };
}

function readAttributes(record: StoredRecord): Pick<ReceivedEvent, 'id' | 'type' | 'time' | 'traceparent'> {
  if (required(record, 'ce_specversion') !== cloudEventsVersion) {
    throw new UnreadableRecord('missing_header', `ce_specversion is not ${cloudEventsVersion}`);
  }
  required(record, 'ce_source');
  const type = required(record, 'ce_type');
  if (type !== record.topic) throw new UnreadableRecord('unknown_type', `ce_type is not ${record.topic}`);
  return { id: required(record, 'ce_id'), type, time: required(record, 'ce_time'), ...traceOf(record) };
}

function readData(record: StoredRecord, subject: string): unknown {
  if (!isEventType(record.topic)) throw new UnreadableRecord('unknown_type', `${record.topic} has no schema`);
  if (record.value === null) throw new UnreadableRecord('missing_value', `${record.topic} is not compacted`);
  const validation = validateEvent(record.topic, parse(record.value));
  if (!validation.valid) throw new UnreadableRecord('schema_violation', validation.errors.join('; '));
  if (eventKeyOf(validation.data) !== subject) {
    throw new UnreadableRecord('key_mismatch', 'the key is not the customer in the data');
  }
  return validation.data;
}

function parse(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch {
    throw new UnreadableRecord('malformed_json', `${value.length} bytes that are not JSON`);
  }
}

function required(record: StoredRecord, header: string): string {
  const value = text(record, header);
  if (value === undefined || value === '') throw new UnreadableRecord('missing_header', header);
  return value;
}

function traceOf(record: StoredRecord): { traceparent?: string } {
  const traceparent = text(record, 'traceparent') ?? '';
  return parseTraceparent(traceparent) === undefined ? {} : { traceparent };
}

function text(record: StoredRecord, header: string): string | undefined {
  return record.headers[header]?.toString('utf8');
}
