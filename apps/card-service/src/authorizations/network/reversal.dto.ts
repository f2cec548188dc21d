import { ApiProperty } from '@nestjs/swagger';
import { MayBeLeftOut, Nested, OneOf, WholeNumber } from '../../http/fields';
import type { Reversal } from '../close/reverse-by-message';
import { NetworkAnswerDto } from '../network-answer.dto';
import { MessageKeyDto } from './message-key.dto';

/** Body of a reversal by the key of a message. */
export class ReverseMessageDto extends MessageKeyDto {
  @MayBeLeftOut()
  @WholeNumber(0, 999_999_999_999, 'Minor units; all of it when left out.')
  amountMinor?: number;

  @MayBeLeftOut()
  @OneOf(
    ['delta', 'total'],
    'Whether the amount is what is taken back (delta, when left out) or what is left of the authorization (total).',
  )
  amountIs?: 'delta' | 'total';

  @MayBeLeftOut()
  @Nested(() => MessageKeyDto, 'The key of the reversal itself; needed with an amount.')
  message?: MessageKeyDto;
}

/** What became of a reversal by the key of a message. */
export class ReversalDto {
  @ApiProperty({
    type: String,
    enum: ['reversed', 'nothing_to_reverse', 'remembered', 'parked'],
    description:
      'reversed: nothing is held any more; nothing_to_reverse: the authorization ended otherwise before; remembered: no such message is known yet, and should it come, it is not approved; parked: a part of something that is not known, an operator looks at it.',
  })
  outcome!: Reversal['outcome'];

  @MayBeLeftOut()
  @Nested(() => NetworkAnswerDto, 'The authorization as it is now; left out when the message is not known.')
  authorization?: NetworkAnswerDto;
}
