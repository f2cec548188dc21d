import { createRequire } from 'node:module';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { KafkaJSGroupCoordinatorNotFound } from 'kafkajs';
import { eventually } from '../../../../test/support/eventually';
import { startSpecConsumer } from '../../spec/spec-consumer';
import { repaid, repaidEvent } from '../../spec/spec-events';
import { createSpecKafka, dropSpecKafka } from '../../spec/spec-kafka';
import { EventPublisher, type Kafka, type ReceivedEvent } from '../index';

interface Cluster {
  findGroupCoordinatorMetadata(group: object): Promise<unknown>;
}
/** Its type leaves the message out. */
const NoCoordinator = KafkaJSGroupCoordinatorNotFound as unknown as new (message: string) => Error;
const { prototype } = createRequire(__filename)('kafkajs/src/cluster') as { prototype: Cluster };
const find = Reflect.get(prototype, 'findGroupCoordinatorMetadata');

let kafka: Kafka;

beforeEach(async () => {
  kafka = await createSpecKafka();
});

afterEach(async () => {
  prototype.findGroupCoordinatorMetadata = find;
  await dropSpecKafka(kafka);
});

describe('a cluster that has just started', () => {
  test('finds the coordinator of a group late: the consumer joins when there is one', async () => {
    let misses = 3;
    prototype.findGroupCoordinatorMetadata = function (this: Cluster, group): Promise<unknown> {
      if (misses === 0) return find.call(this, group);
      misses -= 1;
      return Promise.reject(new NoCoordinator('Failed to find group coordinator'));
    };
    const handled: string[] = [];

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): void {
        handled.push(...events.map(({ id }) => id));
      }
    }

    const consumer = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'late' });
    const event = repaidEvent();
    await new EventPublisher({ kafka, source: 'spec' }).publish([event]);
    await eventually(() => {
      expect(handled).toEqual([event.id]);
    });
    expect(misses).toBe(0);
    await consumer.stop();
  });
});
