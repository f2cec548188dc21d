import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { AuthorizationClosed, AuthorizationResolved, MovementBooked } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { FACTS } from '../consumers';
import { RecordClosings } from './record-closings';
import { RecordMovements } from './record-movements';
import { RecordResolutions } from './record-resolutions';

@Controller()
export class PurchasesController {
  constructor(
    private readonly recordResolutions: RecordResolutions,
    private readonly recordClosings: RecordClosings,
    private readonly recordMovements: RecordMovements,
  ) {}

  @EventPattern('authorization.resolved.v1', FACTS)
  recordResolved(@Payload() events: readonly ReceivedEvent<AuthorizationResolved>[]): Promise<void> {
    return this.recordResolutions.execute(events.map(({ data }) => data));
  }

  @EventPattern('authorization.closed.v1', FACTS)
  recordClosed(@Payload() events: readonly ReceivedEvent<AuthorizationClosed>[]): Promise<void> {
    return this.recordClosings.execute(events.map(({ data }) => data));
  }

  @EventPattern('movement.booked.v1', FACTS)
  recordBooked(@Payload() events: readonly ReceivedEvent<MovementBooked>[]): Promise<void> {
    return this.recordMovements.execute(events.map(({ data }) => data));
  }
}
