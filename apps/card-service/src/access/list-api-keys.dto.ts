import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsUUID } from 'class-validator';
import { MayBeLeftOut, OneOf, WholeNumber } from '../http/fields';
import { roles, type Role } from './roles';

/** Query of `GET /v1/api-keys`; filters that are given all have to match. */
export class ListApiKeysDto {
  @MayBeLeftOut()
  @OneOf(roles, 'Only those of this role.')
  role?: Role;

  @MayBeLeftOut()
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', description: 'Only those of this network or merchant.' })
  partyId?: string;

  @MayBeLeftOut()
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', description: 'Only those of this customer.' })
  customerId?: string;

  @MayBeLeftOut()
  @IsUUID()
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'nextCursor of the page before; left out for the first.',
  })
  cursor?: string;

  @MayBeLeftOut()
  @Type(() => Number)
  @WholeNumber(1, 200, 'How many at most; 50 when left out.')
  limit?: number;
}

/** An API key without its secrets. */
export class ListedKeyDto {
  @ApiProperty({ type: String, format: 'uuid' })
  keyId!: string;

  @OneOf(roles, 'What the key lets its holder do.')
  role!: Role;

  @MayBeLeftOut()
  @ApiProperty({ type: String, format: 'uuid', description: 'The network or merchant that holds it.' })
  partyId?: string;

  @MayBeLeftOut()
  @ApiProperty({ type: String, example: 'Example Network' })
  partyName?: string;

  @MayBeLeftOut()
  @ApiProperty({ type: String, format: 'uuid', description: 'The customer who holds it.' })
  customerId?: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'From then on nobody has this key; null: it does not expire.',
  })
  expiresAt!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'To within about a minute; null: never, as far as is known.',
  })
  lastUsedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;
}

/** A page of API keys. */
export class ApiKeyListDto {
  @ApiProperty({ type: [ListedKeyDto], description: 'Newest first.' })
  apiKeys!: readonly ListedKeyDto[];

  @MayBeLeftOut()
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'Where the next page begins; missing on the last one.',
  })
  nextCursor?: string;
}
