import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { Log } from '@mayfly/process';
import { OutboxPublication } from './outbox/outbox-publication';
import { Connections } from './operation/connections';
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

/**
 * What every capability may ask for: pools, Kafka, clock, ids. None of it connects before it is used, so that the
 * application can be put together where there is neither PostgreSQL nor Kafka.
 */
@Module({})
export class ProvidersModule {
  static with(settings: Settings, log: Log): DynamicModule {
    const providers: Provider[] = [
      { provide: SETTINGS, useValue: settings },
      { provide: LOG, useValue: log },
      Connections,
      { provide: POOL, inject: [Connections], useFactory: ({ pool }: Connections) => pool },
      { provide: SIDE_POOL, inject: [Connections], useFactory: ({ sidePool }: Connections) => sidePool },
      { provide: KAFKA, inject: [Connections], useFactory: ({ kafka }: Connections) => kafka },
      OutboxPublication,
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
