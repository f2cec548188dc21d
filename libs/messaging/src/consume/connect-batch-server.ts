import type { INestApplication } from '@nestjs/common';
import type { NestMicroservice } from '@nestjs/microservices';
import type { KafkaBatchServer } from './kafka-batch-server';
import { OriginalErrors } from './original-errors';

/**
 * Connects the server to a Nest application, so that its controllers' `@EventPattern` methods get the batches.
 * `app.startAllMicroservices()` starts it. Filters, guards and pipes that are global in the application are meant for
 * HTTP and do not apply; those on a controller or method do.
 */
export function connectBatchServer(app: INestApplication, server: KafkaBatchServer): void {
  const microservice = app.connectMicroservice(
    { strategy: server },
    { deferInitialization: true },
  ) as NestMicroservice;
  microservice.useGlobalFilters(new OriginalErrors());
  server.expectOriginalErrors();
  microservice.registerListeners();
  microservice.setIsInitialized(true);
  // The application that it is connected to runs the life-cycle hooks; here they would run a second time.
  microservice.setIsInitHookCalled(true);
}
