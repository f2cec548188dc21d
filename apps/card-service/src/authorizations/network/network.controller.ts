import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { continueTrace } from '@mayfly/messaging';
import { Admits } from '../../access/admits';
import { callingParty } from '../../access/calling-party';
import { Caller, type Principal } from '../../access/principal';
import type { Authorization } from '../authorization';
import { RequestAuthorization } from '../request/request-authorization';
import { ServiceMetrics } from '../../operation/service-metrics';
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

  private count({ state, reasons }: Authorization, tookMs: number): void {
    this.metrics.authorizationAnswered(state, reasons[0] ?? state, tookMs / 1000);
  }
}
