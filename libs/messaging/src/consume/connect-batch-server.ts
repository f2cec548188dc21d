import type { INestApplication, INestMicroservice } from '@nestjs/common';
import type { KafkaBatchServer } from './kafka-batch-server';
import { OriginalErrors } from './original-errors';

/** What Nest's own `connectMicroservice` does last, unless asked to leave it to the caller. */
interface Deferred {
  registerListeners(): void;
  setIsInitialized(value: boolean): void;
  setIsInitHookCalled(value: boolean): void;
}

/**
 * Connects the server to a Nest application, so that its controllers' `@EventPattern` methods get the batches.
 * `app.startAllMicroservices()` starts it. Filters, guards and pipes that are global in the application are meant for
 * HTTP and do not apply; those on a controller or method do.
 */
export function connectBatchServer(app: INestApplication, server: KafkaBatchServer): void {
  const connected: INestMicroservice = app.connectMicroservice(
    { strategy: server },
    { deferInitialization: true },
  );
  const microservice = connected as INestMicroservice & Deferred;
  microservice.useGlobalFilters(new OriginalErrors());
  server.expectOriginalErrors();
  microservice.registerListeners();
  microservice.setIsInitialized(true);
  // The application that it is connected to runs the life-cycle hooks; here they would run a second time.
  microservice.setIsInitHookCalled(true);
}
