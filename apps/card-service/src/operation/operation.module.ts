import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ActLog } from './act-log';
import { CheckClock } from './check-clock';
import { DatabaseFigures } from './database-figures';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { Readiness } from './readiness';

/** What those who run the service look at. */
@Module({
  controllers: [HealthController, MetricsController],
  providers: [{ provide: APP_INTERCEPTOR, useClass: ActLog }, CheckClock, DatabaseFigures, Readiness],
  exports: [Readiness],
})
export class OperationModule {}
