import { Module } from '@nestjs/common';
import { AuthorizationsModule } from '../authorizations/authorizations.module';
import { SetAsideModule } from '../set-aside/set-aside.module';
import { ClearAuthorization } from './clear-authorization';
import { CloseAuthorizations } from './close-authorizations';
import { ExpireHolds } from './expire-holds';
import { ForgetReversals } from './forget-reversals';
import { ReverseAuthorization } from './reverse-authorization';
import { ReverseByMessage } from './reverse-by-message';

/** The ends of a hold. */
@Module({
  imports: [AuthorizationsModule, SetAsideModule],
  providers: [
    ClearAuthorization,
    CloseAuthorizations,
    ExpireHolds,
    ForgetReversals,
    ReverseAuthorization,
    ReverseByMessage,
  ],
  exports: [ClearAuthorization, ExpireHolds, ForgetReversals, ReverseAuthorization, ReverseByMessage],
})
export class HoldsModule {}
