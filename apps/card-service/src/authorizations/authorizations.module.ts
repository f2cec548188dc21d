import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module';
import { SetAsideModule } from '../set-aside/set-aside.module';
import { AwaitResolution } from './answer/await-resolution';
import { EndPendingAuthorizations } from './answer/end-pending-authorizations';
import { ReadResolutions } from './answer/read-resolutions';
import { ResolutionNotices } from './answer/resolution-notices';
import { SweepOverdueAuthorizations } from './answer/sweep-overdue-authorizations';
import { ClearAuthorization } from './close/clear-authorization';
import { CloseAuthorizations } from './close/close-authorizations';
import { ExpireHolds } from './close/expire-holds';
import { ForgetReversals } from './close/forget-reversals';
import { ReverseAuthorization } from './close/reverse-authorization';
import { ReverseByMessage } from './close/reverse-by-message';
import { ApplyDecisions } from './decide/apply-decisions';
import { DecisionsController } from './decide/decisions.controller';
import { NetworkController } from './network/network.controller';
import { ReversalsController } from './network/reversals.controller';
import { AuthorizationReadsController } from './read/authorization-reads.controller';
import { FindAuthorization } from './read/find-authorization';
import { ListAuthorizations } from './read/list-authorizations';
import { ReadAuthorization } from './read/read-authorization';
import { AdmitAuthorizations } from './request/admit-authorizations';
import { TakeAttempts } from './request/attempts/take-attempts';
import { FindByNetworkMessage } from './request/find-by-network-message';
import { RequestAuthorization } from './request/request-authorization';

const requesting = [AdmitAuthorizations, FindByNetworkMessage, RequestAuthorization, TakeAttempts];
const answering = [
  AwaitResolution,
  EndPendingAuthorizations,
  ReadResolutions,
  ResolutionNotices,
  SweepOverdueAuthorizations,
];
const closing = [
  ClearAuthorization,
  CloseAuthorizations,
  ExpireHolds,
  ForgetReversals,
  ReverseAuthorization,
  ReverseByMessage,
];
const reading = [FindAuthorization, ListAuthorizations, ReadAuthorization];

/** An authorization from the network's message to the end of its hold, and whatever is read of it. */
@Module({
  imports: [CardsModule, SetAsideModule],
  controllers: [NetworkController, ReversalsController, DecisionsController, AuthorizationReadsController],
  providers: [...requesting, ...answering, ApplyDecisions, ...closing, ...reading],
  exports: [
    ExpireHolds,
    ForgetReversals,
    RequestAuthorization,
    ResolutionNotices,
    SweepOverdueAuthorizations,
  ],
})
export class AuthorizationsModule {}
