import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { CustomerProfile } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { FACTS } from '../consumers';
import { RecordProfiles } from './record-profiles';
import { RepublishProfiles } from './republish-profiles';

@Controller()
export class ProfilesController {
  constructor(
    private readonly recordProfiles: RecordProfiles,
    private readonly republishProfiles: RepublishProfiles,
  ) {}

  @EventPattern('customer.profile.v1', FACTS)
  async record(@Payload() events: readonly ReceivedEvent<CustomerProfile | null>[]): Promise<void> {
    await this.republishProfiles.execute(await this.recordProfiles.execute(events));
  }
}
