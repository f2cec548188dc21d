import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { v7 as uuidv7 } from 'uuid';
import { committedRecords } from '../../spec/committed-offset';
import { eventually } from '../../../../test/support/eventually';
import { deadLettersOf } from '../../spec/spec-dead-letters';
import { idOf, repaid, repaidData, repaidEvent, repaidRecord } from '../../spec/spec-events';
import { startSpecConsumer } from '../../spec/spec-consumer';
import { createSpecKafka, dropSpecKafka } from '../../spec/spec-kafka';
import {
  EventPublisher,
  listDeadLetters,
  partitionRanges,
  publishRecords,
  type Kafka,
  type RawRecord,
  type ReceivedEvent,
} from '../index';

let kafka: Kafka;

beforeEach(async () => {
  kafka = await createSpecKafka();
});

afterEach(async () => {
  await dropSpecKafka(kafka);
});

const cardNumber = '4111111111111111';

/** All to one partition, so that what follows the poison can only be handled if the partition moved on. */
function onOneKey(records: readonly RawRecord[], customerId: string): RawRecord[] {
  return records.map((record) =>
    record.key === null ? record : { ...record, key: Buffer.from(customerId) },
  );
}

async function recordsOn(topic: string): Promise<number> {
  const ranges = await partitionRanges(kafka, [topic]);
  return ranges.reduce((sum, { high }) => sum + Number(high), 0);
}

describe('a poisonous record goes to the dead letters at once, with its origin, and the partition moves on', () => {
  test('whatever is wrong with it', async () => {
    const handled: string[] = [];

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        handled.push(...events.map(({ id }) => id));
      }
    }

    const customerId = uuidv7();
    const body = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
    const good = (): RawRecord => repaidRecord({ value: body(repaidData(customerId)) });
    const withoutId = Object.fromEntries(Object.entries(good().headers).filter(([name]) => name !== 'ce_id'));
    const poison: Record<string, RawRecord> = {
      malformed_json: { ...good(), value: Buffer.from('{"amountMinor": ') },
      schema_violation: { ...good(), value: body({ ...repaidData(customerId), surprise: true }) },
      missing_key: { ...good(), key: null },
      missing_header: { ...good(), headers: withoutId },
      unknown_type: { ...good(), headers: { ...good().headers, ce_type: Buffer.from('account.repaid.v2') } },
      missing_value: { ...good(), value: null },
      key_mismatch: { ...good(), value: body(repaidData(uuidv7())) },
    };
    const last = good();
    await publishRecords(kafka, onOneKey([good(), ...Object.values(poison), last], customerId));
    const consumer = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'reading' });
    const letters = await deadLettersOf(kafka, 'reading', Object.keys(poison).length);
    await eventually(() => {
      expect(handled).toContain(idOf(last));
    });
    await consumer.stop();

    expect(handled).toHaveLength(2);
    expect(letters.map(({ errorMessage }) => errorMessage.split(':')[0]).sort()).toEqual(
      Object.keys(poison).sort(),
    );
    for (const letter of letters) {
      expect(letter).toMatchObject({
        originalTopic: repaid,
        groupId: 'reading',
        attempts: 0,
        errorClass: 'UnreadableRecord',
      });
    }
    const malformed = letters.find(({ errorMessage }) => errorMessage.startsWith('malformed_json'));
    expect(malformed?.record.value).toEqual(poison['malformed_json']?.value);
    expect(malformed?.record.key?.toString()).toBe(customerId);
    expect(malformed?.record.headers['ce_type']?.toString()).toBe(repaid);
    expect(Number(malformed?.originalOffset)).toBe(1);
    expect(await committedRecords(kafka, 'reading', repaid)).toBe(await recordsOn(repaid));
  });

  test('also when it holds a card number, which must not travel on, or is as large as Kafka takes', async () => {
    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        throw new Error(`nothing readable was sent (${events.length} events)`);
      }
    }

    const leaky = repaidRecord({
      value: Buffer.from(`{"pan":"${cardNumber}"}`),
      headers: { note: Buffer.from(`card ${cardNumber}`), ce_id: Buffer.from('kept') },
    });
    const huge = repaidRecord({ value: Buffer.alloc(1_000_000, 'x') });
    await publishRecords(kafka, [leaky]);
    await publishRecords(kafka, [huge]);
    const consumer = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'leaky' });
    const letters = await deadLettersOf(kafka, 'leaky', 2);
    await consumer.stop();

    expect(letters.map(({ valueWithheld }) => valueWithheld).sort()).toEqual(['card_number', 'size']);
    const scan = letters.map(({ record }) =>
      [record.key, record.value, ...Object.values(record.headers)].join('|'),
    );
    expect(scan.join()).not.toContain(cardNumber);
    expect(scan.join()).toContain('kept');
  });
});

describe('a TypeError out of a handler', () => {
  test('makes a dead letter of its event alone after bounded attempts; its neighbours are handled and the consumer lives on', async () => {
    const poisonous = new Set<string>();
    const attempts = new Map<string, number>();
    const handled: string[] = [];

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        for (const { id } of events) attempts.set(id, (attempts.get(id) ?? 0) + 1);
        if (events.some(({ id }) => poisonous.has(id))) throw new TypeError(`cannot read card ${cardNumber}`);
        handled.push(...events.map(({ id }) => id));
      }
    }

    const customerId = uuidv7();
    const events = Array.from({ length: 20 }, () => repaidEvent(customerId));
    const bad = events[7]?.id ?? '';
    poisonous.add(bad);
    const publisher = new EventPublisher({ kafka, source: 'spec' });
    await publisher.publish(events);
    const consumer = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'throwing' });
    const [letter, ...others] = await deadLettersOf(kafka, 'throwing', 1);
    const afterwards = repaidEvent(customerId);
    await publisher.publish([afterwards]);
    await eventually(() => {
      expect(handled).toContain(afterwards.id);
    });
    await consumer.stop();

    expect(others).toEqual([]);
    expect(letter?.record.headers['ce_id']?.toString()).toBe(bad);
    expect(letter).toMatchObject({ errorClass: 'TypeError', errorMessage: 'cannot read card [digits]' });
    expect(letter?.attempts).toBe(attempts.get(bad));
    expect(attempts.get(bad)).toBeLessThan(10);
    expect(handled).toEqual([...events.filter(({ id }) => id !== bad), afterwards].map(({ id }) => id));
    expect(consumer.crashes).toEqual([]);
  });
});

describe('what takes too long', () => {
  class Timeout extends Error {}

  test('is halved until it passes: nothing becomes a dead letter, and a set that always takes too long stops nothing', async () => {
    const handled: string[] = [];

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        if (events.length > 3) throw new Timeout('canceling statement due to statement timeout');
        handled.push(...events.map(({ id }) => id));
      }
    }

    const customerId = uuidv7();
    const events = Array.from({ length: 20 }, () => repaidEvent(customerId));
    await new EventPublisher({ kafka, source: 'spec' }).publish(events);
    const consumer = await startSpecConsumer({
      kafka,
      controller: Repayments,
      groupId: 'halving',
      isRetriable: (error) => error instanceof Timeout,
      isTooSlow: (error) => error instanceof Timeout,
    });
    await eventually(() => {
      expect(handled).toEqual(events.map(({ id }) => id));
    });
    await consumer.stop();
    expect(await listDeadLetters(kafka)).toEqual([]);
  });

  test('alone goes to the dead letters after bounded attempts, and its neighbours are handled', async () => {
    const handled: string[] = [];
    let alone = 0;
    const customerId = uuidv7();
    const events = Array.from({ length: 8 }, () => repaidEvent(customerId));
    const slow = events[2]?.id ?? '';

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() received: ReceivedEvent[]): void {
        const ids = received.map(({ id }) => id);
        if (ids.length === 1 && ids[0] === slow) alone += 1;
        if (ids.includes(slow)) throw new Timeout('canceling statement due to statement timeout');
        handled.push(...ids);
      }
    }

    await new EventPublisher({ kafka, source: 'spec' }).publish(events);
    const consumer = await startSpecConsumer({
      kafka,
      controller: Repayments,
      groupId: 'slow',
      isRetriable: (error) => error instanceof Timeout,
      isTooSlow: (error) => error instanceof Timeout,
    });
    const [letter, ...others] = await deadLettersOf(kafka, 'slow', 1);
    await eventually(() => {
      expect(handled).toEqual(events.map(({ id }) => id).filter((id) => id !== slow));
    });
    await consumer.stop();
    expect(others).toEqual([]);
    expect(letter?.record.headers['ce_id']?.toString()).toBe(slow);
    expect(alone).toBe(5);
  });
});

describe('something that the handler needs is away', () => {
  test('the batch is tried until it passes: nothing becomes a dead letter, nothing lost, and the offset stays meanwhile', async () => {
    class Away extends Error {}
    let away = true;
    let refusals = 0;
    const handled: string[] = [];

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        if (away) {
          refusals += 1;
          throw new Away('the database is away');
        }
        handled.push(...events.map(({ id }) => id));
      }
    }

    const customerId = uuidv7();
    const events = Array.from({ length: 10 }, () => repaidEvent(customerId));
    await new EventPublisher({ kafka, source: 'spec' }).publish(events);
    const consumer = await startSpecConsumer({
      kafka,
      controller: Repayments,
      groupId: 'waiting',
      isRetriable: (error) => error instanceof Away,
    });
    await eventually(() => {
      expect(refusals).toBeGreaterThan(5);
    });
    expect(await committedRecords(kafka, 'waiting', repaid)).toBe(0);
    expect(consumer.server.isConsuming).toBe(true);
    away = false;
    await eventually(() => {
      expect(handled).toEqual(events.map(({ id }) => id));
    });
    await eventually(async () => {
      expect(await committedRecords(kafka, 'waiting', repaid)).toBe(events.length);
    });
    await consumer.stop();
    expect(await listDeadLetters(kafka)).toEqual([]);
  });
});
