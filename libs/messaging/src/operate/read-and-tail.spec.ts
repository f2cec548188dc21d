import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { eventually } from '../../../../test/support/eventually';
import { idOf, repaid, repaidEvent } from '../../spec/spec-events';
import { startSpecConsumer } from '../../spec/spec-consumer';
import { createSpecKafka, dropSpecKafka } from '../../spec/spec-kafka';
import {
  consumerLag,
  EventPublisher,
  readTopics,
  tailTopics,
  type Kafka,
  type ReceivedEvent,
} from '../index';

let kafka: Kafka;
let publisher: EventPublisher;

beforeAll(async () => {
  kafka = await createSpecKafka();
  publisher = new EventPublisher({ kafka, source: 'spec' });
});

afterAll(async () => {
  await dropSpecKafka(kafka);
});

async function groupIds(): Promise<string[]> {
  const { groups } = await (await kafka.admin()).listGroups();
  return groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith(kafka.topicPrefix));
}

async function publish(count: number): Promise<string[]> {
  const events = Array.from({ length: count }, () => repaidEvent());
  await publisher.publish(events);
  return events.map(({ id }) => id);
}

describe('reading topics', () => {
  test('visits every record from the beginning to the present end, then returns, and leaves no group behind', async () => {
    const published = await publish(500);
    const read: string[] = [];
    await readTopics(kafka, [repaid, 'hold.released.v1'], (records) => {
      read.push(...records.map(idOf));
    });
    expect(new Set(read)).toEqual(new Set(published));
    expect(read).toHaveLength(published.length);
    expect(await groupIds()).toEqual([]);
  });

  test('of empty topics returns at once', async () => {
    const visit = jest.fn();
    await readTopics(kafka, ['hold.released.v1'], visit);
    expect(visit).not.toHaveBeenCalled();
  });

  test('throws what the visitor throws', async () => {
    await publish(1);
    const reading = readTopics(kafka, [repaid], () => {
      throw new Error('seen enough');
    });
    await expect(reading).rejects.toThrow('seen enough');
    expect(await groupIds()).toEqual([]);
  });
});

describe('tailing topics', () => {
  const noError = (error: Error): never => {
    throw error;
  };

  test('from now shows what is published after the call, and only that', async () => {
    await publish(5);
    const seen: string[] = [];
    const tail = await tailTopics(kafka, { topics: [repaid], from: 'now', onError: noError }, (records) => {
      seen.push(...records.map(idOf));
    });
    const published = await publish(20);
    await eventually(() => {
      expect(seen).toHaveLength(published.length);
    });
    await tail.stop();
    expect(new Set(seen)).toEqual(new Set(published));
    expect(await groupIds()).toEqual([]);
  });

  test('from the beginning shows everything, and goes on', async () => {
    const before = await publish(5);
    const seen = new Set<string>();
    const tail = await tailTopics(
      kafka,
      { topics: [repaid], from: 'beginning', onError: noError },
      (records) => {
        for (const record of records) seen.add(idOf(record));
      },
    );
    await eventually(() => {
      expect([...seen]).toEqual(expect.arrayContaining(before));
    });
    const after = await publish(5);
    await eventually(() => {
      expect([...seen]).toEqual(expect.arrayContaining(after));
    });
    await tail.stop();
  });
});

describe('consumer lag', () => {
  test('counts what a group has not handled, and nothing for topics that it does not consume', async () => {
    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        handled += events.length;
      }
    }

    let handled = 0;
    await publish(30);
    const consumer = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'lagging' });
    const total = async (): Promise<bigint> =>
      (await consumerLag(kafka)).reduce((sum, { lag }) => sum + lag, 0n);
    await eventually(async () => {
      expect(handled).toBeGreaterThanOrEqual(30);
      expect(await total()).toBe(0n);
    });
    await consumer.stop();
    await publish(7);
    const lags = await consumerLag(kafka);
    expect(lags.reduce((sum, { lag }) => sum + lag, 0n)).toBe(7n);
    expect(new Set(lags.map(({ groupId, topic }) => `${groupId} ${topic}`))).toEqual(
      new Set([`lagging ${repaid}`]),
    );
  });
});
