import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { FraudReported } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { FACTS } from '../consumers';
import { RecordFraudReports } from './record-fraud-reports';

@Controller()
export class FraudReportsController {
  constructor(private readonly recordFraudReports: RecordFraudReports) {}

  @EventPattern('fraud.reported.v1', FACTS)
  record(@Payload() events: readonly ReceivedEvent<FraudReported>[]): Promise<void> {
    return this.recordFraudReports.execute(events.map(({ data }) => data));
  }
}
