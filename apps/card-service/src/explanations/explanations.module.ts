import { Module } from '@nestjs/common';
import { AuthorizationsModule } from '../authorizations/authorizations.module';
import { AuthorizationReadsController } from './authorization-reads.controller';
import { FindAuthorization } from './find-authorization';
import { ListAuthorizations } from './list-authorizations';

/** What became of a purchase, and why. */
@Module({
  imports: [AuthorizationsModule],
  controllers: [AuthorizationReadsController],
  providers: [FindAuthorization, ListAuthorizations],
})
export class ExplanationsModule {}
