import { EventPublisher, OutboxRelay, silentLog, type Kafka } from '../src/index';
import type { SpecOutbox } from './spec-outbox';

/** A relay on the outbox of a spec. */
export function specRelay(outbox: SpecOutbox, kafka: Kafka, instanceId: string): OutboxRelay {
  return new OutboxRelay({
    pool: outbox.pool,
    databaseUrl: outbox.url,
    publisher: new EventPublisher({ kafka, source: 'spec' }),
    instanceId,
    log: silentLog,
  });
}
