import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Admits } from '../../access/admits';
import { callingParty } from '../../access/calling-party';
import { Caller, type Principal } from '../../access/principal';
import { ReverseByMessage } from '../close/reverse-by-message';
import { CLOCK, type Clock } from '../../providers';
import { transmittedAtOf } from './read-message';
import { MessageKeyDto } from './message-key.dto';
import { networkAnswerTo } from '../network-answer';
import { ReversalDto } from './reversal.dto';

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
    summary: 'Reverse a message by its own key',
    description:
      'For a message whose answer was lost. Always acknowledged, also while it is being decided and before it comes: then it is not approved. Repeating it changes nothing.',
  })
  @ApiOkResponse({ type: ReversalDto })
  async reverse(@Caller() caller: Principal, @Body() message: MessageKeyDto): Promise<ReversalDto> {
    const party = callingParty(caller);
    const { acquirerId, stan, terminalId } = message;
    const { outcome, authorization } = await this.reverseByMessage.execute({
      networkId: party.partyId,
      acquirerId,
      stan,
      terminalId,
      transmittedAt: transmittedAtOf(message, this.clock.now()),
    });
    return authorization === undefined
      ? { outcome }
      : { outcome, authorization: networkAnswerTo(party, authorization) };
  }
}
