import { setTimeout as delay } from 'node:timers/promises';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { eventually } from '../../../../test/support/eventually';
import { repaid, repaidEvent } from '../../spec/spec-events';
import { startSpecConsumer } from '../../spec/spec-consumer';
import { createSpecKafka, dropSpecKafka, gatedKafka } from '../../spec/spec-kafka';
import { EventPublisher, type Kafka, type ReceivedEvent } from '../index';

let kafka: Kafka;

beforeAll(async () => {
  kafka = await createSpecKafka();
});

afterAll(async () => {
  await dropSpecKafka(kafka);
});

test('Kafka goes away and returns: the consumer goes on by itself, handles what was published meanwhile, and never gives up', async () => {
  const handled = new Set<string>();

  @Controller()
  class Repayments {
    @EventPattern(repaid)
    handle(@Payload() events: ReceivedEvent[]): void {
      for (const { id } of events) handled.add(id);
    }
  }

  const publisher = new EventPublisher({ kafka, source: 'spec' });
  const publish = async (): Promise<string[]> => {
    const events = Array.from({ length: 20 }, () => repaidEvent());
    await publisher.publish(events);
    return events.map(({ id }) => id);
  };
  const { kafka: gated, gate } = gatedKafka(kafka);
  const consumer = await startSpecConsumer({ kafka: gated, controller: Repayments, groupId: 'outage' });
  const before = await publish();
  await eventually(() => {
    expect([...handled]).toEqual(expect.arrayContaining(before));
  });
  gate.shut();
  await delay(3_000);
  const meanwhile = await publish();
  await expect(gated.ping()).rejects.toThrow();
  gate.reopen();
  await eventually(() => {
    expect([...handled]).toEqual(expect.arrayContaining(meanwhile));
  });
  await gated.ping();
  expect(consumer.crashes).toEqual([]);
  expect(consumer.server.isConsuming).toBe(true);
  await consumer.stop();
  await gated.close();
});
