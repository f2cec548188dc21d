import type { EventType } from '@mayfly/contracts';
import type { RawRecord } from '@mayfly/messaging';
import { v7 as uuidv7 } from 'uuid';

/** Just under what a broker takes with its headers, and more than a dead letter copies. */
const oneMegabyte = 1_000_000;

/** Records that nobody can read, by what is wrong with them; all on the partition of one customer, but the one without a key. */
export function poisonOf(topic: EventType, customerId: string): Readonly<Record<string, RawRecord>> {
  const record = eventRecord(topic, customerId, {});
  const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
  return {
    malformed_json: { ...record, value: Buffer.from('{"authorizationId":') },
    schema_violation: { ...record, value: json({ customerId, amountMinor: 'a lot' }) },
    'schema_violation, 1 MB': { ...record, value: json({ customerId, padding: 'x'.repeat(oneMegabyte) }) },
    missing_key: { ...record, key: null },
    unknown_type: {
      ...record,
      headers: { ...record.headers, ce_type: Buffer.from('authorization.guessed.v9') },
    },
  };
}

/** An event as a record, with nothing checked. */
export function eventRecord(topic: EventType, customerId: string, data: object): RawRecord {
  const attributes = {
    ce_specversion: '1.0',
    ce_id: uuidv7(),
    ce_type: topic,
    ce_source: 'test',
    ce_subject: customerId,
    ce_time: new Date().toISOString(),
  };
  return {
    topic,
    key: Buffer.from(customerId),
    value: Buffer.from(JSON.stringify(data)),
    headers: Object.fromEntries(Object.entries(attributes).map(([name, text]) => [name, Buffer.from(text)])),
  };
}
