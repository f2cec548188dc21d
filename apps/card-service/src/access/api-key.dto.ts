import { ApiProperty } from '@nestjs/swagger';
import { IsDefined, IsUUID } from 'class-validator';
import { Instant, MayBeLeftOut, NoCardNumber, OneOf, Text } from '../http/fields';
import type { Scheme } from './principal';
import { roles, type Role } from './roles';

/** `POST /v1/api-keys`. */
export class IssueApiKeyDto {
  @IsDefined()
  @OneOf(roles, 'What the key lets its holder do.')
  role!: Role;

  @MayBeLeftOut()
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', description: 'Role customer: whose key it is.' })
  customerId?: string;

  @MayBeLeftOut()
  @IsUUID()
  @ApiProperty({
    type: String,
    format: 'uuid',
    description:
      'Roles network and merchant: one that exists and gets a further key, instead of name and scheme.',
  })
  partyId?: string;

  @MayBeLeftOut()
  @NoCardNumber()
  @Text(/^[\x20-\x7e]{1,80}$/, 'Roles network and merchant: the name of a new one.', 'Example Network')
  name?: string;

  @MayBeLeftOut()
  @OneOf(['visa', 'mastercard'], 'Roles network and merchant: whose codes a new one is answered in.')
  scheme?: Scheme;

  @MayBeLeftOut()
  @Text(
    /^[\x20-\x7e]{1,15}$/,
    'Role merchant: its id, ISO 8583 field 42. Its messages cannot state another. With partyId: binds a merchant that has none yet.',
    'NORDICBOOKS',
  )
  merchantId?: string;

  @MayBeLeftOut()
  @Text(/^\d{4}$/, 'Role merchant: its category code, with merchantId.', '5942')
  mcc?: string;

  @MayBeLeftOut()
  @Instant('From then on nobody has the key; left out: it does not expire. In the future.')
  expiresAt?: string;
}

/** A fresh API key. Its secrets are shown in this answer, for 24 hours in answers to the same call, and nowhere else. */
export class IssuedKeyDto {
  @ApiProperty({ type: String, format: 'uuid', description: 'Names the key when it is to be revoked.' })
  keyId!: string;

  @OneOf(roles, 'What the key lets its holder do.')
  role!: Role;

  @ApiProperty({ type: String, description: 'Goes into "Authorization: Bearer <key>".' })
  apiKey!: string;

  @MayBeLeftOut()
  @ApiProperty({ type: String, format: 'uuid', description: 'The network or merchant that holds the key.' })
  partyId?: string;

  @MayBeLeftOut()
  @ApiProperty({ type: String, description: 'Networks and merchants: signs their messages (HMAC-SHA256).' })
  signingSecret?: string;

  @MayBeLeftOut()
  @ApiProperty({ type: String, format: 'date-time', description: 'From then on nobody has the key.' })
  expiresAt?: string;
}
