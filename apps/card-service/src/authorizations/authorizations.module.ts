import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module';
import { SetAsideModule } from '../set-aside/set-aside.module';
import { AwaitResolution } from './answer/await-resolution';
import { BookMovements } from './book/book-movements';
import { ReadResolutions } from './answer/read-resolutions';
import { ResolutionNotices } from './answer/resolution-notices';
import { SweepOverdueAuthorizations } from './answer/sweep-overdue-authorizations';
import { ClearAuthorization } from './close/clear-authorization';
import { BookAdvice } from './close/book-advice';
import { BookMessage } from './close/book-message';
import { ExpireHolds } from './close/expire-holds';
import { ForceAuthorization } from './close/force-authorization';
import { ForgetReversals } from './close/forget-reversals';
import { ListParked } from './close/list-parked';
import { ParkMessage } from './close/park-message';
import { ReadMovements } from './close/read-movements';
import { ReverseAuthorization } from './close/reverse-authorization';
import { ReverseByMessage } from './close/reverse-by-message';
import { ApplyDecisions } from './decide/apply-decisions';
import { DecisionsController } from './decide/decisions.controller';
import { AdvicesController } from './network/advices.controller';
import { MovementsController } from './network/movements.controller';
import { NetworkController } from './network/network.controller';
import { ParkedController } from './network/parked.controller';
import { ReversalsController } from './network/reversals.controller';
import { AuthorizationReadsController } from './read/authorization-reads.controller';
import { FindAuthorization } from './read/find-authorization';
import { ListAuthorizations } from './read/list-authorizations';
import { ReadAuthorization } from './read/read-authorization';
import { AdmitAuthorizations } from './request/admit-authorizations';
import { MerchantAttempts } from './request/attempts/merchant-attempts';
import { TakeAttempts } from './request/attempts/take-attempts';
import { FindByNetworkMessage } from './request/find-by-network-message';
import { FindOriginal } from './request/find-original';
import { IntakeLimit } from './request/intake-limit';
import { PlaceAuthorization } from './request/place-authorization';
import { RequestAuthorization } from './request/request-authorization';
import { RequestIncrement } from './request/request-increment';

const requesting = [
  AdmitAuthorizations,
  FindByNetworkMessage,
  FindOriginal,
  IntakeLimit,
  MerchantAttempts,
  PlaceAuthorization,
  RequestAuthorization,
  RequestIncrement,
  TakeAttempts,
];
const answering = [AwaitResolution, ReadResolutions, ResolutionNotices, SweepOverdueAuthorizations];
const closing = [
  BookAdvice,
  BookMessage,
  ClearAuthorization,
  ExpireHolds,
  ForceAuthorization,
  ForgetReversals,
  ListParked,
  ParkMessage,
  ReadMovements,
  ReverseAuthorization,
  ReverseByMessage,
];
const reading = [FindAuthorization, ListAuthorizations, ReadAuthorization];

/** An authorization from the network's message to the end of its hold, and whatever is read of it. */
@Module({
  imports: [CardsModule, SetAsideModule],
  controllers: [
    NetworkController,
    MovementsController,
    ReversalsController,
    AdvicesController,
    ParkedController,
    DecisionsController,
    AuthorizationReadsController,
  ],
  providers: [BookMovements, ...requesting, ...answering, ApplyDecisions, ...closing, ...reading],
  exports: [
    BookAdvice,
    ClearAuthorization,
    ExpireHolds,
    FindOriginal,
    ForgetReversals,
    IntakeLimit,
    RequestAuthorization,
    RequestIncrement,
    ReverseByMessage,
    SweepOverdueAuthorizations,
  ],
})
export class AuthorizationsModule {}
