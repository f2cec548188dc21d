import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { continueTrace } from '@mayfly/messaging';
import { Admits } from '../../access/admits';
import { callingParty } from '../../access/calling-party';
import { Caller, type Principal } from '../../access/principal';
import { IdInPath } from '../../http/id-in-path';
import { CLOCK, type Clock } from '../../providers';
import { ClearAuthorization } from '../close/clear-authorization';
import { ReverseAuthorization } from '../close/reverse-authorization';
import { movementAnswerTo, networkAnswerTo } from '../network-answer';
import { NetworkAnswerDto } from '../network-answer.dto';
import { RequestIncrement } from '../request/request-increment';
import { IncrementDto, MovementDto, statedAmountOf } from './movement.dto';
import { keyOf } from './read-message';

/** What is said of an authorization by its id, by whoever asked for it. */
@ApiTags('network')
@ApiHeader({ name: 'Mayfly-Timestamp', required: true, description: 'Unix seconds.' })
@ApiHeader({ name: 'Mayfly-Signature', required: true, description: 'v1=<hex>; see above.' })
@Controller('v1/authorizations')
export class MovementsController {
  constructor(
    private readonly requestIncrement: RequestIncrement,
    private readonly reverseAuthorization: ReverseAuthorization,
    private readonly clearAuthorization: ClearAuthorization,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':id/increments')
  @HttpCode(200)
  @Admits('network', 'merchant')
  @ApiOperation({
    summary: 'Ask for more on an approved authorization',
    description:
      'Assessed afresh, up to the cap of the card. Approved, the hold grows; declined, the purchase stands as it was. The answer is that of an authorization of its own.',
  })
  @ApiOkResponse({ type: NetworkAnswerDto })
  async increment(
    @Caller() caller: Principal,
    @Param('id', IdInPath) authorizationId: string,
    @Body() message: IncrementDto,
    @Headers('traceparent') traceparent: string | undefined,
  ): Promise<NetworkAnswerDto> {
    const party = callingParty(caller);
    const answer = await this.requestIncrement.execute({
      ...keyOf(message, this.clock.now()),
      networkId: party.partyId,
      authorizationId,
      amount: { minor: BigInt(message.amountMinor), as: message.amountIs ?? 'delta' },
      traceparent: continueTrace(traceparent),
    });
    return networkAnswerTo(party, answer);
  }

  @Post(':id/reversals')
  @HttpCode(200)
  @Admits('network', 'merchant')
  @ApiOperation({
    summary: 'Reverse an authorization, all of it or a part',
    description:
      'What is taken back is released with a receipt. After an approval the card stays used; a purchase that is not decided yet and is taken back wholly is declined, and its card is open again. Repeating it changes nothing.',
  })
  @ApiOkResponse({ type: NetworkAnswerDto })
  async reverse(
    @Caller() caller: Principal,
    @Param('id', IdInPath) authorizationId: string,
    @Body() body: MovementDto,
  ): Promise<NetworkAnswerDto> {
    const party = callingParty(caller);
    const booked = await this.reverseAuthorization.execute({
      networkId: party.partyId,
      authorizationId,
      amount: statedAmountOf(body),
      message: body.message && keyOf(body.message, this.clock.now()),
    });
    return movementAnswerTo(party, booked);
  }

  @Post(':id/clearings')
  @HttpCode(200)
  @Admits('network', 'merchant')
  @ApiOperation({
    summary: 'Clear an authorization, all that is held or a part, for less or for more',
    description:
      'What was held is owed from now on. With the last clearing the rest is released with a receipt; what goes beyond the hold, or comes after it has ended, is booked all the same and flagged. Repeating it changes nothing.',
  })
  @ApiOkResponse({ type: NetworkAnswerDto })
  async clear(
    @Caller() caller: Principal,
    @Param('id', IdInPath) authorizationId: string,
    @Body() body: MovementDto,
  ): Promise<NetworkAnswerDto> {
    const party = callingParty(caller);
    const booked = await this.clearAuthorization.execute({
      networkId: party.partyId,
      authorizationId,
      amount: statedAmountOf(body),
      final: body.final ?? true,
      message: body.message && keyOf(body.message, this.clock.now()),
    });
    return movementAnswerTo(party, booked);
  }
}
