import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { continueTrace } from '@mayfly/messaging';
import { Admits } from '../../access/admits';
import { callingParty } from '../../access/calling-party';
import { Caller, type Principal } from '../../access/principal';
import type { Authorization } from '../authorization';
import { RequestAuthorization } from '../request/request-authorization';
import { ClearAuthorization } from '../close/clear-authorization';
import { ReverseAuthorization } from '../close/reverse-authorization';
import { ServiceMetrics } from '../../operation/service-metrics';
import { IdInPath } from '../../http/id-in-path';
import { CLOCK, type Clock } from '../../providers';
import { AuthorizeDto } from './authorize.dto';
import { readMessage } from './read-message';
import { networkAnswerTo } from '../network-answer';
import { NetworkAnswerDto } from '../network-answer.dto';

/** What networks, and merchants in their place, send. */
@ApiTags('network')
@ApiHeader({ name: 'Mayfly-Timestamp', required: true, description: 'Unix seconds.' })
@ApiHeader({ name: 'Mayfly-Signature', required: true, description: 'v1=<hex>; see above.' })
@Controller('v1/authorizations')
export class NetworkController {
  constructor(
    private readonly requestAuthorization: RequestAuthorization,
    private readonly reverseAuthorization: ReverseAuthorization,
    private readonly clearAuthorization: ClearAuthorization,
    private readonly metrics: ServiceMetrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Admits('network', 'merchant')
  @ApiOperation({
    summary: 'Ask for an authorization',
    description:
      'Answers at the latest at the decision deadline (2 s by default): without a decision by then 91. 503 means that the outcome is not known: repeat the message unchanged.',
  })
  @ApiOkResponse({ type: NetworkAnswerDto })
  async authorize(
    @Caller() caller: Principal,
    @Body() message: AuthorizeDto,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<NetworkAnswerDto> {
    const arrivedMs = performance.now();
    const party = callingParty(caller);
    const request = readMessage(message, party, continueTrace(traceparent), this.clock.now());
    const authorization = await this.requestAuthorization.execute(request);
    this.count(authorization, performance.now() - arrivedMs);
    return networkAnswerTo(party, authorization);
  }

  @Post(':id/reversals')
  @HttpCode(200)
  @Admits('network', 'merchant')
  @ApiOperation({
    summary: 'Reverse an authorization in full',
    description:
      'By whoever asked for it. The hold is released with a receipt. After an approval the card stays used; a purchase that is not decided yet is declined, and its card is open again. Repeating it changes nothing.',
  })
  @ApiOkResponse({ type: NetworkAnswerDto })
  async reverse(
    @Caller() caller: Principal,
    @Param('id', IdInPath) authorizationId: string,
  ): Promise<NetworkAnswerDto> {
    const party = callingParty(caller);
    const reversal = { networkId: party.partyId, authorizationId };
    return networkAnswerTo(party, await this.reverseAuthorization.execute(reversal));
  }

  @Post(':id/clearings')
  @HttpCode(200)
  @Admits('network', 'merchant')
  @ApiOperation({
    summary: 'Clear an approved authorization in full',
    description: 'By whoever asked for it. What was held is owed from now on. Repeating it changes nothing.',
  })
  @ApiOkResponse({ type: NetworkAnswerDto })
  async clear(
    @Caller() caller: Principal,
    @Param('id', IdInPath) authorizationId: string,
  ): Promise<NetworkAnswerDto> {
    const party = callingParty(caller);
    const clearing = { networkId: party.partyId, authorizationId };
    return networkAnswerTo(party, await this.clearAuthorization.execute(clearing));
  }

  private count({ state, reasons }: Authorization, tookMs: number): void {
    this.metrics.authorizationAnswered(state, reasons[0] ?? state, tookMs / 1000);
  }
}
