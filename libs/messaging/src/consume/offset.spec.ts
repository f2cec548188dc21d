import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { v7 as uuidv7 } from 'uuid';
import { committedRecords } from '../../spec/committed-offset';
import { eventually } from '../../../../test/support/eventually';
import { idOf, repaid, repaidEvent, repaidRecord } from '../../spec/spec-events';
import { startSpecConsumer } from '../../spec/spec-consumer';
import { createSpecKafka, dropSpecKafka } from '../../spec/spec-kafka';
import { EventPublisher, publishRecords, type Kafka, type ReceivedEvent } from '../index';

let kafka: Kafka;

beforeEach(async () => {
  kafka = await createSpecKafka();
});

afterEach(async () => {
  await dropSpecKafka(kafka);
});

const publisher = (): EventPublisher => new EventPublisher({ kafka, source: 'spec' });

describe('the offset moves last', () => {
  test('an event whose handling was cut off is delivered again to the next member, in the same order', async () => {
    const interrupted: string[] = [];
    const redelivered: string[] = [];
    let away = true;

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        const ids = events.map(({ id }) => id);
        if (away) {
          interrupted.push(...ids);
          throw Object.assign(new Error('the database is away'), { retriable: true });
        }
        redelivered.push(...ids);
      }
    }

    const customerId = uuidv7();
    const events = [repaidEvent(customerId), repaidEvent(customerId)];
    await publisher().publish(events);
    const wanted = events.map(({ id }) => id);
    const first = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'cut-off' });
    await eventually(() => {
      expect(interrupted).toEqual(expect.arrayContaining(wanted));
    });
    await first.stop();
    away = false;
    const second = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'cut-off' });
    await eventually(() => {
      expect(redelivered.filter((id) => wanted.includes(id))).toEqual(wanted);
    });
    await second.stop();
  });

  test('close lets the chunk in hand finish, commits it, and returns within its limit', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const begun: string[] = [];

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      async handle(@Payload() events: ReceivedEvent[]): Promise<void> {
        begun.push(...events.map(({ id }) => id));
        await released;
      }
    }

    const record = repaidRecord();
    await publishRecords(kafka, [record]);
    const consumer = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'finishing' });
    await eventually(() => {
      expect(begun).toContain(idOf(record));
    });
    const stopped = consumer.stop();
    release();
    await stopped;
    expect(await committedRecords(kafka, 'finishing', repaid)).toBeGreaterThan(0);
    expect(consumer.server.isConsuming).toBe(false);
  });

  test('close returns within its limit also when a handler never does', async () => {
    let release: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = 0;

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      async handle(@Payload() events: ReceivedEvent[]): Promise<void> {
        begun += events.length;
        await stuck;
      }
    }

    await publishRecords(kafka, [repaidRecord()]);
    const consumer = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'stuck' });
    await eventually(() => {
      expect(begun).toBe(1);
    });
    await consumer.stop();
    expect(consumer.server.isConsuming).toBe(false);
    expect(await committedRecords(kafka, 'stuck', repaid)).toBe(0);
    release();
    // The member leaves when its handler is done: only then is nothing of this test left.
    await eventually(async () => {
      const { groups } = await (await kafka.admin()).describeGroups([kafka.prefixed('stuck')]);
      expect(groups[0]?.members).toEqual([]);
    });
  });
});
