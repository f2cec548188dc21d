import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { MessageParked } from '@mayfly/contracts';
import { Type } from 'class-transformer';
import { IsUUID } from 'class-validator';
import { Admits } from '../../access/admits';
import { MayBeLeftOut, OneOf, WholeNumber } from '../../http/fields';
import { ListParked } from '../close/list-parked';

/** Query of `GET /v1/parked-messages`. */
export class ListParkedDto {
  @MayBeLeftOut()
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', description: 'Those after this one in the list.' })
  after?: string;

  @MayBeLeftOut()
  @Type(() => Number)
  @WholeNumber(1, 200, 'How many at most; 50 when left out.')
  limit?: number;
}

/** A message that belongs to nothing we know: acknowledged, and kept. */
export class ParkedMessageDto {
  @ApiProperty({ type: String, format: 'uuid' })
  parkedId!: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'The network or merchant that sent it.' })
  networkId!: string;

  @OneOf(['reversal', 'advice', 'clearing', 'refund'], 'What it is.')
  kind!: MessageParked['kind'];

  @OneOf(
    ['no_original', 'several_originals', 'unknown_card', 'other_currency', 'not_open'],
    'Why it could not be booked.',
  )
  reason!: MessageParked['reason'];

  @ApiProperty({ type: String })
  acquirerId!: string;

  @ApiProperty({ type: String })
  terminalId!: string;

  @ApiProperty({ type: String })
  stan!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  transmittedAt!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What it said, without the card number.',
  })
  message!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: String, format: 'date-time' })
  receivedAt!: string;
}

export class ParkedMessagesDto {
  @ApiProperty({ type: [ParkedMessageDto] })
  messages!: readonly ParkedMessageDto[];
}

/** For operators: what networks said and nobody could place. */
@ApiTags('network')
@Controller('v1/parked-messages')
export class ParkedController {
  constructor(private readonly listParked: ListParked) {}

  @Get()
  @Admits('operator', 'auditor')
  @ApiOperation({ summary: 'List messages that belong to nothing we know, newest first' })
  @ApiOkResponse({ type: ParkedMessagesDto })
  async list(@Query() { after, limit = 50 }: ListParkedDto): Promise<ParkedMessagesDto> {
    const messages = await this.listParked.execute(limit, after);
    return {
      messages: messages.map(({ transmittedAt, receivedAt, ...message }) => ({
        ...message,
        transmittedAt: transmittedAt.toISOString(),
        receivedAt: receivedAt.toISOString(),
      })),
    };
  }
}
