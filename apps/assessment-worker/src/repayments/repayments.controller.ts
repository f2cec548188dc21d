import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { AccountRepaid } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { FACTS } from '../consumers';
import { RecordRepayments } from './record-repayments';

@Controller()
export class RepaymentsController {
  constructor(private readonly recordRepayments: RecordRepayments) {}

  @EventPattern('account.repaid.v1', FACTS)
  record(@Payload() events: readonly ReceivedEvent<AccountRepaid>[]): Promise<void> {
    return this.recordRepayments.execute(events.map(({ data }) => data));
  }
}
