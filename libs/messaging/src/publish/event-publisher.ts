import type { Kafka } from '../kafka/kafka';
import type { OutgoingEvent } from './outgoing-event';

export interface EventPublisherOptions {
  readonly kafka: Kafka;
  /** The CloudEvents source: the name of the application that publishes. */
  readonly source: string;
}

export class EventPublisher {
  constructor(private readonly options: EventPublisherOptions) {}

  async publish(events: readonly OutgoingEvent[]): Promise<void> {
    await this.options.kafka.ping();
    void events;
  }
}
