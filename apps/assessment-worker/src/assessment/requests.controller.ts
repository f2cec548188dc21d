import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { AuthorizationRequested } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { REQUESTS } from '../consumers';
import { AssessRequests } from './assess-requests';

@Controller()
export class RequestsController {
  constructor(private readonly assessRequests: AssessRequests) {}

  @EventPattern('authorization.requested.v1', REQUESTS)
  assess(@Payload() events: readonly ReceivedEvent<AuthorizationRequested>[]): Promise<void> {
    return this.assessRequests.execute(events);
  }
}
