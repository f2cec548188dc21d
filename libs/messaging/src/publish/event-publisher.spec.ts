import { v7 as uuidv7 } from 'uuid';
import { profile, repaid, repaidData, repaidEvent } from '../../spec/spec-events';
import { createSpecKafka, dropSpecKafka, gatedKafka } from '../../spec/spec-kafka';
import {
  EventPublisher,
  EventsRefused,
  NotAcknowledged,
  readTopics,
  type Kafka,
  type OutgoingEvent,
  type StoredRecord,
} from '../index';

let kafka: Kafka;

beforeAll(async () => {
  kafka = await createSpecKafka();
});

afterAll(async () => {
  await dropSpecKafka(kafka);
});

async function recordsWithKey(topic: string, key: string): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  await readTopics(kafka, [topic], (records) => {
    found.push(...records.filter((record) => record.key?.toString() === key));
  });
  return found;
}

const publisher = (): EventPublisher => new EventPublisher({ kafka, source: 'spec' });

describe('an event on its topic', () => {
  test('is a CloudEvent in binary mode, keyed by its customer', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const event = { ...repaidEvent(), traceparent };
    await publisher().publish([event]);
    const [record, ...others] = await recordsWithKey(repaid, event.customerId);
    expect(others).toEqual([]);
    const headers = Object.entries(record?.headers ?? {}).map(([name, value]) => [name, value.toString()]);
    expect(Object.fromEntries(headers)).toEqual({
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_type: repaid,
      ce_source: 'spec',
      ce_subject: event.customerId,
      ce_time: event.time.toISOString(),
      'content-type': 'application/json',
      traceparent,
    });
    expect(JSON.parse(record?.value?.toString() ?? '')).toEqual(event.data);
  });

  test('comes after those of the same customer that were published before it, also when one request cannot hold them all', async () => {
    const customerId = uuidv7();
    const events = Array.from({ length: 3_000 }, () => repaidEvent(customerId));
    await publisher().publish(events);
    const records = await recordsWithKey(repaid, customerId);
    expect(records.map(({ headers }) => headers['ce_id']?.toString())).toEqual(events.map(({ id }) => id));
  });

  test('may be a tombstone on a compacted topic', async () => {
    const event = { ...repaidEvent(), type: profile, data: null };
    await publisher().publish([event]);
    expect(await recordsWithKey(profile, event.customerId)).toMatchObject([{ value: null }]);
  });
});

describe('both ends validate: an event is refused, and nothing is sent,', () => {
  const bad: [string, (event: OutgoingEvent) => OutgoingEvent][] = [
    [
      'when its schema rejects it',
      (event) => ({ ...event, data: { ...repaidData(event.customerId), more: 1 } }),
    ],
    ['when nobody knows its type', (event) => ({ ...event, type: 'account.repaid.v9' })],
    [
      'when it is another customer whose data it carries',
      (event) => ({ ...event, data: repaidData(uuidv7()) }),
    ],
    ['when it is a tombstone on a topic that keeps everything', (event) => ({ ...event, data: null })],
  ];

  test.each(bad)('%s', async (_name, spoil) => {
    const customerId = uuidv7();
    const outcome = publisher().publish([repaidEvent(customerId), spoil(repaidEvent(customerId))]);
    await expect(outcome).rejects.toBeInstanceOf(EventsRefused);
    await expect(outcome).rejects.toMatchObject({ retriable: false });
    expect(await recordsWithKey(repaid, customerId)).toEqual([]);
  });
});

describe('send() retries without limit: the publisher has a deadline of its own', () => {
  test('when Kafka refuses connections, and publishes again when it is back', async () => {
    const { kafka: gated, gate } = gatedKafka(kafka);
    const behindGate = new EventPublisher({ kafka: gated, source: 'spec' });
    await behindGate.publish([repaidEvent()]);
    gate.shut();
    const lost = behindGate.publish([repaidEvent()]);
    await expect(lost).rejects.toBeInstanceOf(NotAcknowledged);
    await expect(lost).rejects.toMatchObject({ retriable: true });
    gate.reopen();
    const event = repaidEvent();
    await behindGate.publish([event]);
    expect(await recordsWithKey(repaid, event.customerId)).toHaveLength(1);
    await gated.close();
  });

  test('when Kafka stands still', async () => {
    const { kafka: gated, gate } = gatedKafka(kafka);
    const behindGate = new EventPublisher({ kafka: gated, source: 'spec' });
    await behindGate.publish([repaidEvent()]);
    gate.freeze();
    const begun = performance.now();
    await expect(behindGate.publish([repaidEvent()])).rejects.toBeInstanceOf(NotAcknowledged);
    expect(performance.now() - begun).toBeLessThan(12_000);
    gate.thaw();
    await behindGate.publish([repaidEvent()]);
    await gated.close();
  });
});
