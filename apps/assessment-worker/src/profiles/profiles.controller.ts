import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { CustomerProfile } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { FACTS } from '../consumers';
import { RecordProfiles } from './record-profiles';

@Controller()
export class ProfilesController {
  constructor(private readonly recordProfiles: RecordProfiles) {}

  @EventPattern('customer.profile.v1', FACTS)
  record(@Payload() events: readonly ReceivedEvent<CustomerProfile | null>[]): Promise<void> {
    return this.recordProfiles.execute(events);
  }
}
