import {
  CanActivate,
  Controller,
  ExecutionContext,
  Injectable,
  NestInterceptor,
  PipeTransform,
  UseGuards,
  UseInterceptors,
  UsePipes,
  CallHandler,
} from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { tap, type Observable } from 'rxjs';
import { v7 as uuidv7 } from 'uuid';
import { committedRecords } from '../../spec/committed-offset';
import { eventually } from '../../../../test/support/eventually';
import { profile, repaid, repaidEvent, repaidRecord } from '../../spec/spec-events';
import { startSpecConsumer } from '../../spec/spec-consumer';
import { createSpecKafka, dropSpecKafka } from '../../spec/spec-kafka';
import {
  BatchContext,
  EventPublisher,
  KafkaBatchServer,
  listDeadLetters,
  partitionRanges,
  publishRecords,
  type Kafka,
  type ReceivedEvent,
} from '../index';

let kafka: Kafka;

beforeEach(async () => {
  kafka = await createSpecKafka();
});

afterEach(async () => {
  await dropSpecKafka(kafka);
});

const publisher = (): EventPublisher => new EventPublisher({ kafka, source: 'spec' });

describe('eachMessage hands out one record at a time: the batch server', () => {
  test('gives handlers arrays of events in the order of their partition, through guard, interceptor and pipe', async () => {
    const seen: string[] = [];
    const batches: ReceivedEvent[][] = [];
    const places: BatchContext[] = [];

    @Injectable()
    class Guard implements CanActivate {
      canActivate(context: ExecutionContext): boolean {
        const place = context.switchToRpc().getContext<BatchContext>();
        seen.push(`guard ${place.topic}`);
        places.push(place);
        return true;
      }
    }

    @Injectable()
    class Interceptor implements NestInterceptor {
      intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
        return next.handle().pipe(tap(() => seen.push('interceptor')));
      }
    }

    @Injectable()
    class Pipe implements PipeTransform<unknown, unknown> {
      transform(value: unknown): unknown {
        if (Array.isArray(value)) seen.push('pipe');
        return value;
      }
    }

    @Controller()
    @UseGuards(Guard)
    @UseInterceptors(Interceptor)
    class Repayments {
      @EventPattern(repaid)
      @UsePipes(Pipe)
      handle(@Payload() events: ReceivedEvent[]): void {
        batches.push(events);
      }
    }

    const customerId = uuidv7();
    const events = Array.from({ length: 300 }, () => ({
      ...repaidEvent(customerId),
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    }));
    await publisher().publish(events);
    const consumer = await startSpecConsumer({ kafka, controller: Repayments });
    await eventually(() => {
      expect(batches.flat()).toHaveLength(events.length);
    });
    await consumer.stop();

    expect(batches.flat().map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(batches.map((batch) => batch.length)).toEqual([200, 100]);
    expect(batches[0]?.[0]).toMatchObject({
      type: repaid,
      subject: customerId,
      topic: repaid,
      data: events[0]?.data,
      time: events[0]?.time.toISOString(),
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    });
    expect(places[0]?.attempt).toBe(1);
    expect(new Set(seen)).toEqual(new Set([`guard ${repaid}`, 'interceptor', 'pipe']));
    expect(await committedRecords(kafka, 'spec-group', repaid)).toBe(events.length);
  });

  test('hands over together what a fetch brought of several partitions, and one by one what failed together', async () => {
    const batches: { partitions: number; events: number; attempt: number }[] = [];

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[], @Ctx() context: unknown): void {
        const partitions = new Set(events.map(({ partition }) => partition)).size;
        batches.push({ partitions, events: events.length, attempt: (context as BatchContext).attempt });
        if (partitions > 1) throw new Error('one of them is guilty');
      }
    }

    await publisher().publish(Array.from({ length: 60 }, () => repaidEvent(uuidv7())));
    const consumer = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'together' });
    await eventually(async () => {
      expect(await committedRecords(kafka, 'together', repaid)).toBe(60);
    });
    await consumer.stop();
    expect(await listDeadLetters(kafka)).toEqual([]);
    const [together, ...apart] = batches;
    expect(together).toMatchObject({ partitions: 6, events: 60, attempt: 1 });
    expect(apart).toHaveLength(6);
    expect(apart.every(({ partitions, attempt }) => partitions === 1 && attempt === 2)).toBe(true);
  });

  test('consumes several topics in one group, and takes a tombstone of a compacted topic as data null', async () => {
    const forgotten: ReceivedEvent[] = [];
    let repayments = 0;

    @Controller()
    class Several {
      @EventPattern(profile)
      forget(@Payload() events: ReceivedEvent[]): void {
        forgotten.push(...events);
      }

      @EventPattern(repaid)
      count(@Payload() events: ReceivedEvent[]): void {
        repayments += events.length;
      }
    }

    const customerId = uuidv7();
    await publishRecords(kafka, [
      { topic: profile, key: Buffer.from(customerId), value: null, headers: {} },
      repaidRecord(),
    ]);
    const consumer = await startSpecConsumer({ kafka, controller: Several, groupId: 'several' });
    await eventually(() => {
      expect(repayments).toBeGreaterThan(0);
      expect(forgotten).toMatchObject([{ type: profile, subject: customerId, data: null }]);
    });
    await consumer.stop();
  });
});

describe("Nest's own Kafka server has habits that the batch server", () => {
  test('does not share: it postfixes no group id and answers no kafka_replyTopic header', async () => {
    let handled = 0;

    @Controller()
    class Repayments {
      @EventPattern(repaid)
      handle(@Payload() events: ReceivedEvent[]): string {
        handled += events.length;
        return 'a result that somebody might want to send';
      }
    }

    const good = repaidRecord();
    const replyTopic = kafka.prefixed('card.changed.v1');
    const headers = {
      ...good.headers,
      kafka_replyTopic: Buffer.from(replyTopic),
      kafka_correlationId: Buffer.from('1'),
    };
    await publishRecords(kafka, [{ ...good, headers }]);
    const consumer = await startSpecConsumer({ kafka, controller: Repayments, groupId: 'plain-name' });
    await eventually(() => {
      expect(handled).toBeGreaterThan(0);
    });
    const { groups } = await (await kafka.admin()).describeGroups([kafka.prefixed('plain-name')]);
    expect(groups[0]?.members).toHaveLength(1);
    await consumer.stop();
    const answered = (await partitionRanges(kafka, ['card.changed.v1'])).filter(({ high }) => high > 0n);
    expect(answered).toEqual([]);
  });

  test('does not share: it parses neither keys nor headers as JSON', async () => {
    const forgotten: ReceivedEvent[] = [];

    @Controller()
    class Profiles {
      @EventPattern(profile)
      forget(@Payload() events: ReceivedEvent[]): void {
        forgotten.push(...events);
      }
    }

    const headers = { ce_id: Buffer.from('{"id":1}') };
    await publishRecords(kafka, [{ topic: profile, key: Buffer.from('123'), value: null, headers }]);
    const consumer = await startSpecConsumer({ kafka, controller: Profiles });
    await eventually(() => {
      expect(forgotten).toMatchObject([{ id: '{"id":1}', subject: '123' }]);
    });
    await consumer.stop();
  });

  test('would flatten errors: it refuses to start unless attached so that errors stay what they are', async () => {
    const server = new KafkaBatchServer({
      kafka,
      groupId: 'unattached',
      deadLetterTopic: 'none',
      isRetriable: () => false,
      isTooSlow: () => false,
      onCrash: () => undefined,
    });
    const outcome = await new Promise((resolve) => {
      server.listen(resolve);
    });
    expect(outcome).toEqual(new Error('attach KafkaBatchServer with connectBatchServer'));
  });
});
