import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { createKafka } from '@mayfly/messaging';
import { createPool } from '@mayfly/postgres';
import type { Log } from '@mayfly/process';
import { OutboxPublication } from './outbox/outbox-publication';
import { ServiceMetrics } from './operation/service-metrics';
import {
  CLOCK,
  IDS,
  KAFKA,
  LOG,
  MONOTONIC_CLOCK,
  POOL,
  RANDOM,
  SETTINGS,
  SIDE_POOL,
  systemClock,
  systemIds,
  systemMonotonicClock,
  systemRandom,
} from './providers';
import { OUTBOX } from './outbox/outbox';
import type { Settings } from './settings';

/** Connections of payments, for each instance. */
const mostConnections = 16;

/**
 * Connections for work on the side. Key lookups take two at most; metrics, health, sweeps, questions on purchase power and
 * their answers one each; what is left lists API keys.
 */
const mostSideConnections = 8;

/**
 * What every capability may ask for: pools, Kafka, clock, ids. None of it connects before it is used, so that the
 * application can be put together where there is neither PostgreSQL nor Kafka.
 */
@Module({})
export class ProvidersModule {
  static with(settings: Settings, log: Log): DynamicModule {
    const kafka = createKafka({
      brokers: settings.kafkaBrokers,
      clientId: 'card-service',
      topicPrefix: settings.topicPrefix,
      log,
    });
    const pool = createPool(settings.databaseUrl, { max: mostConnections, applicationName: 'card-service' });
    const sidePool = createPool(settings.databaseUrl, {
      max: mostSideConnections,
      applicationName: 'card-service side work',
    });
    const providers: Provider[] = [
      { provide: SETTINGS, useValue: settings },
      { provide: POOL, useValue: pool },
      { provide: SIDE_POOL, useValue: sidePool },
      { provide: LOG, useValue: log },
      { provide: KAFKA, useValue: kafka },
      { provide: OutboxPublication, useValue: new OutboxPublication(settings, kafka, log) },
      { provide: OUTBOX, useExisting: OutboxPublication },
      { provide: IDS, useValue: systemIds },
      { provide: CLOCK, useValue: systemClock },
      { provide: MONOTONIC_CLOCK, useValue: systemMonotonicClock },
      { provide: RANDOM, useValue: systemRandom },
      ServiceMetrics,
    ];
    return { module: ProvidersModule, global: true, providers, exports: providers };
  }
}
