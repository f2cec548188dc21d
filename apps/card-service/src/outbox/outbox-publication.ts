import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { createPool, type Pool } from '@mayfly/postgres';
import { EventPublisher, OutboxRelay, type Kafka } from '@mayfly/messaging';
import type { Log } from '@mayfly/process';
import { KAFKA, LOG, SETTINGS, systemIds } from '../providers';
import type { Outbox } from './outbox';
import type { Settings } from '../settings';

/** The relay has connections of its own, so that a busy service cannot starve it. */
const relayConnections = 2;

/** Publishes what this service writes into its outbox, from start to shutdown. */
@Injectable()
export class OutboxPublication implements Outbox, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly pool: Pool;
  private readonly relay: OutboxRelay;

  constructor(@Inject(SETTINGS) settings: Settings, @Inject(KAFKA) kafka: Kafka, @Inject(LOG) log: Log) {
    this.pool = createPool(settings.databaseUrl, {
      max: relayConnections,
      applicationName: 'card-service relay',
    });
    this.relay = new OutboxRelay({
      pool: this.pool,
      databaseUrl: settings.databaseUrl,
      publisher: new EventPublisher({ kafka, source: 'card-service' }),
      instanceId: `card-service-${systemIds.uuid()}`,
      log,
    });
  }

  wake(customerIds: readonly string[]): void {
    this.relay.wake(customerIds);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.relay.start();
  }

  /** After HTTP and the consumer have ended: nothing is written any more, and the relay sends what is left. */
  async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
    await this.pool.end();
  }
}
