import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { eventually } from '../../../../test/support/eventually';
import { deadLettersOf } from '../../spec/spec-dead-letters';
import { repaid, repaidEvent, repaidRecord } from '../../spec/spec-events';
import { startSpecConsumer } from '../../spec/spec-consumer';
import { createSpecKafka, dropSpecKafka } from '../../spec/spec-kafka';
import {
  EventPublisher,
  listDeadLetters,
  publishRecords,
  readTopics,
  replayDeadLetters,
  type Kafka,
  type ReceivedEvent,
  type StoredRecord,
} from '../index';

let kafka: Kafka;

beforeAll(async () => {
  kafka = await createSpecKafka();
});

afterAll(async () => {
  await dropSpecKafka(kafka);
});

async function recordsOf(topic: string): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  await readTopics(kafka, [topic], (records) => {
    found.push(...records);
  });
  return found;
}

test('a dead letter is replayed to its topic once its cause is mended; a dry run sends nothing', async () => {
  let broken = true;
  const handled: string[] = [];

  @Controller()
  class Repayments {
    @EventPattern(repaid)
    handle(@Payload() events: ReceivedEvent[]): void {
      if (broken) throw new RangeError('a fault that will be mended');
      handled.push(...events.map(({ id }) => id));
    }
  }

  const event = repaidEvent();
  await new EventPublisher({ kafka, source: 'spec' }).publish([event]);
  const withheld = repaidRecord({ value: Buffer.from('{"pan": 4111111111111111}') });
  await publishRecords(kafka, [withheld]);
  const consumer = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'mended' });
  const letters = await deadLettersOf(kafka, 'mended', 2);
  const outcomes = ['withheld', 'would_replay'];

  const dry = await replayDeadLetters(kafka, letters, { dryRun: true });
  expect(dry.map(({ outcome }) => outcome).sort()).toEqual(outcomes);
  expect(await recordsOf(repaid)).toHaveLength(2);

  broken = false;
  const wet = await replayDeadLetters(kafka, letters, { dryRun: false });
  expect(wet.map(({ outcome }) => outcome).sort()).toEqual(['replayed', 'withheld']);
  await eventually(() => {
    expect(handled).toEqual([event.id]);
  });
  await consumer.stop();

  const letter = letters.find(({ valueWithheld }) => valueWithheld === undefined);
  const [original, ...rest] = (await recordsOf(repaid)).filter(
    ({ key }) => key?.toString() === event.customerId,
  );
  const replayed = rest[0];
  expect(rest).toHaveLength(1);
  expect(replayed?.value).toEqual(original?.value);
  expect(replayed?.headers).toEqual({
    ...original?.headers,
    'mayfly-replayed-from': Buffer.from(letter?.id ?? ''),
  });
  expect(letter?.originalOffset).toBe(original?.offset);
  expect(letter?.originalPartition).toBe(original?.partition);

  const listed = await listDeadLetters(kafka);
  expect(listed).toHaveLength(2);
  expect(listed.map(({ id, replayedAt }) => [id, replayedAt !== undefined])).toEqual(
    letters.map(({ id }) => [id, id === letter?.id]),
  );
});
