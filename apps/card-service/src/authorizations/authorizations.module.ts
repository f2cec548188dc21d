import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module';
import { AdmitAuthorizations } from './admit-authorizations';
import { TakeAttempts } from './attempts/take-attempts';
import { ApplyDecisions } from './apply-decisions';
import { AwaitResolution } from './await-resolution';
import { FindByNetworkMessage } from './find-by-network-message';
import { ReadAuthorization } from './read-authorization';
import { ReadResolutions } from './read-resolutions';
import { RequestAuthorization } from './request-authorization';
import { ResolutionNotices } from './resolution-notices';
import { SweepOverdueAuthorizations } from './sweep-overdue-authorizations';
import { TimeOutAuthorizations } from './time-out-authorizations';

/** An authorization from the network's request to its final answer. */
@Module({
  imports: [CardsModule],
  providers: [
    AdmitAuthorizations,
    ApplyDecisions,
    AwaitResolution,
    FindByNetworkMessage,
    ReadAuthorization,
    ReadResolutions,
    RequestAuthorization,
    ResolutionNotices,
    SweepOverdueAuthorizations,
    TakeAttempts,
    TimeOutAuthorizations,
  ],
  exports: [
    ApplyDecisions,
    AwaitResolution,
    ReadAuthorization,
    RequestAuthorization,
    ResolutionNotices,
    SweepOverdueAuthorizations,
  ],
})
export class AuthorizationsModule {}
