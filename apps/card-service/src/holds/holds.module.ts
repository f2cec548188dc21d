import { Module } from '@nestjs/common';
import { ClearAuthorization } from './clear-authorization';
import { CloseAuthorizations } from './close-authorizations';
import { ExpireHolds } from './expire-holds';
import { ReverseAuthorization } from './reverse-authorization';

/** The ends of a hold that follows an approval. */
@Module({
  providers: [ClearAuthorization, CloseAuthorizations, ExpireHolds, ReverseAuthorization],
  exports: [ClearAuthorization, ExpireHolds, ReverseAuthorization],
})
export class HoldsModule {}
