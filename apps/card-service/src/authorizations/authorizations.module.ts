import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module';
import { SetAsideModule } from '../set-aside/set-aside.module';
import { AdmitAuthorizations } from './admit-authorizations';
import { TakeAttempts } from './attempts/take-attempts';
import { ApplyDecisions } from './apply-decisions';
import { AwaitResolution } from './await-resolution';
import { EndPendingAuthorizations } from './end-pending-authorizations';
import { FindByNetworkMessage } from './find-by-network-message';
import { ReadAuthorization } from './read-authorization';
import { ReadResolutions } from './read-resolutions';
import { RequestAuthorization } from './request-authorization';
import { ResolutionNotices } from './resolution-notices';
import { SweepOverdueAuthorizations } from './sweep-overdue-authorizations';

/** An authorization from the network's request to its final answer. */
@Module({
  imports: [CardsModule, SetAsideModule],
  providers: [
    AdmitAuthorizations,
    ApplyDecisions,
    AwaitResolution,
    EndPendingAuthorizations,
    FindByNetworkMessage,
    ReadAuthorization,
    ReadResolutions,
    RequestAuthorization,
    ResolutionNotices,
    SweepOverdueAuthorizations,
    TakeAttempts,
  ],
  exports: [
    ApplyDecisions,
    AwaitResolution,
    EndPendingAuthorizations,
    FindByNetworkMessage,
    ReadAuthorization,
    RequestAuthorization,
    ResolutionNotices,
    SweepOverdueAuthorizations,
  ],
})
export class AuthorizationsModule {}
