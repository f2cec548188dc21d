import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Admits } from '../../access/admits';
import { callingParty } from '../../access/calling-party';
import { Caller, type Principal } from '../../access/principal';
import { ReverseByMessage } from '../close/reverse-by-message';
import { CLOCK, type Clock } from '../../providers';
import { statedAmountOf } from './movement.dto';
import { keyOf } from './read-message';
import { networkAnswerTo } from '../network-answer';
import { ReversalDto, ReverseMessageDto } from './reversal.dto';

/** Reversals by whoever has no id to name, because the answer was lost. */
@ApiTags('network')
@ApiHeader({ name: 'Mayfly-Timestamp', required: true, description: 'Unix seconds.' })
@ApiHeader({ name: 'Mayfly-Signature', required: true, description: 'v1=<hex>; see above.' })
@Controller('v1/reversals')
export class ReversalsController {
  constructor(
    private readonly reverseByMessage: ReverseByMessage,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Admits('network', 'merchant')
  @ApiOperation({
    summary: 'Reverse a message by its own key, all of it or a part',
    description:
      'For a message whose answer was lost. Always acknowledged, also while it is being decided and before it comes: then it is not approved. Repeating it changes nothing.',
  })
  @ApiOkResponse({ type: ReversalDto })
  async reverse(@Caller() caller: Principal, @Body() body: ReverseMessageDto): Promise<ReversalDto> {
    const party = callingParty(caller);
    const now = this.clock.now();
    const { outcome, authorization } = await this.reverseByMessage.execute({
      original: { networkId: party.partyId, ...keyOf(body, now) },
      amount: statedAmountOf(body),
      message: body.message && keyOf(body.message, now),
    });
    return authorization === undefined
      ? { outcome }
      : { outcome, authorization: networkAnswerTo(party, authorization) };
  }
}
