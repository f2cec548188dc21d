import { ApiProperty } from '@nestjs/swagger';
import { MayBeLeftOut, Nested } from '../../http/fields';
import type { Reversal } from '../close/reverse-by-message';
import { NetworkAnswerDto } from '../network-answer.dto';

/** What became of a reversal by the key of a message. */
export class ReversalDto {
  @ApiProperty({
    type: String,
    enum: ['reversed', 'nothing_to_reverse', 'remembered'],
    description:
      'reversed: nothing is held any more; nothing_to_reverse: the authorization ended otherwise before; remembered: no such message is known yet, and should it come, it is not approved.',
  })
  outcome!: Reversal['outcome'];

  @MayBeLeftOut()
  @Nested(() => NetworkAnswerDto, 'The authorization as it is now; left out when the message is not known.')
  authorization?: NetworkAnswerDto;
}
