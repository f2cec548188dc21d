import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module';
import { FraudReportsController } from './fraud-reports.controller';
import { ReportFraud } from './report-fraud';
import { UnfreezeAccount } from './unfreeze-account';

/** Word that a purchase was fraud: burned cards, frozen accounts and the way out. */
@Module({
  imports: [CustomersModule],
  controllers: [FraudReportsController],
  providers: [ReportFraud, UnfreezeAccount],
})
export class FraudReportsModule {}
