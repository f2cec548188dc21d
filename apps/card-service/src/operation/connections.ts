import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createKafka, type Kafka } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import { closeInTurn, type Log } from '@mayfly/process';
import { LOG, SETTINGS } from '../providers';
import type { Settings } from '../settings';

/** Connections of payments, for each instance. */
const mostConnections = 16;

/**
 * Connections for work on the side. Key lookups take two at most; metrics, health, sweeps, questions on purchase power and
 * their answers one each; what is left lists API keys.
 */
const mostSideConnections = 8;

/**
 * What the whole process shares. None of it connects before it is used.
 *
 * Closed last of all: Nest ends a global module after the others, and in a module whatever depends on something before that.
 */
@Injectable()
export class Connections implements OnApplicationShutdown {
  readonly kafka: Kafka;
  readonly pool: Pool;
  readonly sidePool: Pool;

  constructor(@Inject(SETTINGS) settings: Settings, @Inject(LOG) log: Log) {
    const { databaseUrl, kafkaBrokers: brokers, topicPrefix } = settings;
    const app = 'card-service';
    this.kafka = createKafka({ brokers, clientId: app, topicPrefix, log });
    this.pool = createPool(databaseUrl, { max: mostConnections, applicationName: app });
    this.sidePool = createPool(databaseUrl, {
      max: mostSideConnections,
      applicationName: `${app} side work`,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await closeInTurn(
      () => this.kafka.close(),
      () => this.sidePool.end(),
      () => this.pool.end(),
    );
  }
}
