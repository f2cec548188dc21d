import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsUUID } from 'class-validator';
import type { AuthorizationState } from '@mayfly/contracts';
import { Currency, MayBeLeftOut, OneOf, Text, WholeNumber } from '../../http/fields';
import type { AuthorizationKind, AuthorizationOrigin } from '../authorization';

const states = ['pending', 'approved', 'declined', 'timed_out', 'verified', 'reversed', 'expired', 'cleared'];

/** Query of `GET /v1/authorizations`. */
export class ListAuthorizationsDto {
  @MayBeLeftOut()
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', description: 'Only those of this customer.' })
  customerId?: string;

  @MayBeLeftOut()
  @OneOf(states, 'Only those in this state.')
  state?: AuthorizationState;

  @MayBeLeftOut()
  @Type(() => Number)
  @WholeNumber(1, 200, 'How many at most; 50 when left out.')
  limit?: number;
}

/** An authorization in a list. */
export class ListedAuthorizationDto {
  @ApiProperty({ type: String, format: 'uuid' })
  authorizationId!: string;

  @ApiProperty({ type: String, format: 'uuid' })
  customerId!: string;

  @ApiProperty({ type: String, format: 'uuid' })
  cardId!: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'The network or merchant that sent it.' })
  networkId!: string;

  @OneOf(['purchase', 'verification', 'increment'], 'What was asked.')
  kind!: AuthorizationKind;

  @OneOf(states, 'Where it is in its life.')
  state!: AuthorizationState;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['intake', 'assessment', 'deadline', 'network', 'stand_in'],
  })
  origin!: AuthorizationOrigin | null;

  @ApiProperty({ type: [String], description: 'Codes of the reason catalogue, the strongest first.' })
  reasons!: readonly string[];

  @WholeNumber(0, 999_999_999_999, 'Minor units of the currency.')
  amountMinor!: number;

  @Currency('Currency of the amount.')
  currency!: string;

  @ApiProperty({ type: String, example: 'Nordic Books, Kiel' })
  merchantName!: string;

  @Text(/^\d{4}$/, 'Merchant category code.', '5942')
  mcc!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  requestedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  resolvedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt!: string | null;
}

/** The newest authorizations that match. */
export class AuthorizationListDto {
  @ApiProperty({ type: [ListedAuthorizationDto], description: 'Newest first.' })
  authorizations!: readonly ListedAuthorizationDto[];
}
