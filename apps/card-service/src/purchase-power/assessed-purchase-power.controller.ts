import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { PurchasePowerAssessed } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { OpenQuestions } from './open-questions';
import { PurchasePowerNotices } from './purchase-power-notices';

/** What the assessment says of purchase power. Repeated and late answers find nobody waiting, and change nothing. */
@Controller()
export class AssessedPurchasePowerController {
  constructor(
    private readonly questions: OpenQuestions,
    private readonly notices: PurchasePowerNotices,
  ) {}

  @EventPattern('purchase-power.assessed.v1')
  tell(@Payload() events: ReceivedEvent<PurchasePowerAssessed>[]): void {
    this.notices.send(this.questions.tell(events.map(({ data }) => data)));
  }
}
