import { Module } from '@nestjs/common';
import { AuthorizationsModule } from '../authorizations/authorizations.module';
import { HoldsModule } from '../holds/holds.module';
import { NetworkController } from './network.controller';
import { ReversalsController } from './reversals.controller';

/** The door for card networks and merchants. */
@Module({
  imports: [AuthorizationsModule, HoldsModule],
  controllers: [NetworkController, ReversalsController],
})
export class NetworkModule {}
