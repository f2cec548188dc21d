import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { deadLetterTopicOf } from '@mayfly/contracts';
import type { IsTooSlow } from '../src/consume/retriable';
import { connectBatchServer, KafkaBatchServer, type IsRetriable, type Kafka } from '../src/index';

export interface SpecConsumer {
  readonly server: KafkaBatchServer;
  readonly crashes: Error[];
  stop(): Promise<void>;
}

export interface SpecConsumerOptions {
  readonly kafka: Kafka;
  readonly controller: Type;
  readonly groupId?: string;
  readonly isRetriable?: IsRetriable;
  readonly isTooSlow?: IsTooSlow;
}

export const specDeadLetters = deadLetterTopicOf('card-service');

/** A real Nest application whose controller consumes. */
export async function startSpecConsumer({
  kafka,
  controller,
  groupId = 'spec-group',
  isRetriable = () => false,
  isTooSlow = () => false,
}: SpecConsumerOptions): Promise<SpecConsumer> {
  @Module({ controllers: [controller] })
  class SpecModule {}
  const app = await NestFactory.create(SpecModule, new FastifyAdapter(), { logger: false });
  const crashes: Error[] = [];
  const server = new KafkaBatchServer({
    kafka,
    groupId,
    deadLetterTopic: specDeadLetters,
    isRetriable,
    isTooSlow,
    onCrash: (error) => crashes.push(error),
  });
  connectBatchServer(app, server);
  await app.startAllMicroservices();
  return { server, crashes, stop: () => app.close() };
}
