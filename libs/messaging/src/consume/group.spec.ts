import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { eventually } from '../../../../test/support/eventually';
import { repaid, repaidEvent } from '../../spec/spec-events';
import { startSpecConsumer } from '../../spec/spec-consumer';
import { createSpecKafka, dropSpecKafka } from '../../spec/spec-kafka';
import { EventPublisher, type Kafka, type ReceivedEvent } from '../index';

let kafka: Kafka;

beforeEach(async () => {
  kafka = await createSpecKafka();
});

afterEach(async () => {
  await dropSpecKafka(kafka);
});

const publisher = (): EventPublisher => new EventPublisher({ kafka, source: 'spec' });

describe('during a rebalance kafkajs goes on with the fetched batch: the batch server', () => {
  test('lets a second member in while a long batch is handled, loses nothing and shares the work', async () => {
    const handledBy: Record<'first' | 'second', string[]> = { first: [], second: [] };
    let hold: Promise<void> = Promise.resolve();

    @Controller()
    class First {
      @EventPattern(repaid)
      async handle(@Payload() events: ReceivedEvent[]): Promise<void> {
        await hold;
        handledBy.first.push(...events.map(({ id }) => id));
      }
    }

    @Controller()
    class Second {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        handledBy.second.push(...events.map(({ id }) => id));
      }
    }

    let release: () => void = () => undefined;
    hold = new Promise((resolve) => {
      release = resolve;
    });
    const events = Array.from({ length: 3_000 }, () => repaidEvent());
    const first = await startSpecConsumer({ kafka, controller: First, groupId: 'sharing' });
    await publisher().publish(events);
    // The first member learns of the second only between chunks, so the second joins when the chunk in hand is done.
    const joining = startSpecConsumer({ kafka, controller: Second, groupId: 'sharing' });
    release();
    const second = await joining;
    await eventually(() => {
      expect(new Set([...handledBy.first, ...handledBy.second]).size).toBe(events.length);
    });
    const later = Array.from({ length: 100 }, () => repaidEvent());
    handledBy.second.length = 0;
    await publisher().publish(later);
    await eventually(() => {
      expect(new Set([...handledBy.first, ...handledBy.second])).toEqual(
        new Set([...handledBy.first, ...handledBy.second, ...later.map(({ id }) => id)]),
      );
      expect(handledBy.second.length).toBeGreaterThan(0);
    });
    await Promise.all([first.stop(), second.stop()]);
  });

  test('members that start at the same time all come to work', async () => {
    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        handled.push(...events.map(({ id }) => id));
      }
    }

    const handled: string[] = [];
    const options = { kafka, controller: Repayments, groupId: 'together' };
    const started = performance.now();
    const members = await Promise.all([startSpecConsumer(options), startSpecConsumer(options)]);
    expect(members.map(({ server }) => server.isConsuming)).toEqual([true, true]);
    // Generous against a busy machine; without short fetches it is the fetch and session times added up.
    expect(performance.now() - started).toBeLessThan(10_000);
    const events = Array.from({ length: 50 }, () => repaidEvent());
    await publisher().publish(events);
    await eventually(() => {
      expect(new Set(handled)).toEqual(new Set(events.map(({ id }) => id)));
    });
    await Promise.all(members.map((member) => member.stop()));
  });
});

describe('CRASH: a consumer that stops for good while the process lives', () => {
  test('is told to the process, once, and is not consuming', async () => {
    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        throw new Error(
          `any error: what follows is a fault in the code around the handler (${events.length} events)`,
        );
      }
    }

    await publisher().publish([repaidEvent()]);
    const consumer = await startSpecConsumer({
      kafka,
      controller: Repayments,
      groupId: 'crashing',
      isRetriable: () => {
        throw new TypeError('a fault of our own');
      },
    });
    await eventually(() => {
      expect(consumer.crashes).toHaveLength(1);
    });
    expect(consumer.crashes[0]?.message).toContain('a fault of our own');
    expect(consumer.server.isConsuming).toBe(false);
    await consumer.stop();
  });
});
