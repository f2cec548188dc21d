import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { AuthorizationDecided } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { ApplyDecisions } from './apply-decisions';

/** What comes back from the assessment, in batches as Kafka has them. */
@Controller()
export class DecisionsController {
  constructor(private readonly applyDecisions: ApplyDecisions) {}

  @EventPattern('authorization.decided.v1')
  async apply(@Payload() events: ReceivedEvent<AuthorizationDecided>[]): Promise<void> {
    await this.applyDecisions.execute(events.map(({ data }) => data));
  }
}
