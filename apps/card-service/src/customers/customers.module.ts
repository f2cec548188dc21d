import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module';
import { CustomersController } from './customers.controller';
import { OpenCustomer } from './open-customer';
import { ReadCustomer } from './read-customer';
import { RepayAccount } from './repay-account';
import { UpdateProfile } from './update-profile';

/** Customers, each with one account: purchase power, profile, repayments. */
@Module({
  imports: [IdempotencyModule],
  controllers: [CustomersController],
  providers: [OpenCustomer, ReadCustomer, RepayAccount, UpdateProfile],
  exports: [ReadCustomer],
})
export class CustomersModule {}
