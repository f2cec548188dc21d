import { ApiProperty } from '@nestjs/swagger';
import type { AuthorizationState, HoldReleased, HoldState } from '@mayfly/contracts';
import { Currency, MayBeLeftOut, Nested, Text, WholeNumber } from '../../http/fields';
import type { AuthorizationKind, AuthorizationOrigin } from '../authorization';
import type { UnappliedDecision } from './read-authorization';
import { MerchantDto } from '../network/authorize.dto';

const mostMinor = 999_999_999_999;

/** What may be said of a card: its token, issuer range and last four digits. */
export class MaskedCardDto {
  @ApiProperty({ type: String, format: 'uuid' })
  cardId!: string;

  @Text(/^\d{6,8}$/, 'Issuer range.', '99990000')
  iin!: string;

  @Text(/^\d{4}$/, 'Last four digits.', '4242')
  lastFour!: string;
}

/** The money that was set aside. */
export class HoldDto {
  @ApiProperty({ type: String, enum: ['placed', 'released', 'captured', 'merged'] })
  state!: HoldState;

  @ApiProperty({ type: String, format: 'date-time' })
  placedAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it is released by itself at the latest.',
  })
  expiresAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: string | null;
}

/** The proof of a release. */
export class ReceiptDto {
  @ApiProperty({ type: String, format: 'uuid' })
  receiptId!: string;

  @ApiProperty({
    type: String,
    enum: ['declined', 'timed_out', 'reversed', 'expired', 'cleared_for_less', 'partly_approved'],
  })
  cause!: HoldReleased['cause'];

  @WholeNumber(1, mostMinor, 'Released, in minor units of the currency.')
  amountMinor!: number;

  @Currency('Currency of the amount.')
  currency!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  placedAt!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  releasedAt!: string;
}

/** How the decision came about; for operators and auditors only. */
export class DecisionTraceDto {
  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['intake', 'assessment', 'deadline', 'network', 'stand_in'],
  })
  origin!: AuthorizationOrigin | null;

  @ApiProperty({ type: [String], description: 'Codes of the reason catalogue, the strongest first.' })
  reasons!: readonly string[];

  @ApiProperty({
    type: Boolean,
    description: 'Booked because the network had the right to it, not because we approved.',
  })
  forced!: boolean;

  @ApiProperty({ type: [String], description: 'What was unusual, and booked all the same.' })
  flags!: readonly string[];

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  decisionId!: string | null;

  @ApiProperty({
    type: 'array',
    items: { type: 'object' },
    description:
      'Decisions that came late or contradicted the one applied: kept as evidence, without effect.',
  })
  unappliedDecisions!: readonly (Omit<UnappliedDecision, 'receivedAt'> & { readonly receivedAt: string })[];
}

/** An authorization as customers and staff see it. */
export class AuthorizationDto {
  @ApiProperty({ type: String, format: 'uuid' })
  authorizationId!: string;

  @ApiProperty({ type: String, format: 'uuid' })
  customerId!: string;

  @Nested(() => MaskedCardDto, 'The card, masked.')
  card!: MaskedCardDto;

  @ApiProperty({ type: String, enum: ['purchase', 'verification', 'increment'] })
  kind!: AuthorizationKind;

  @ApiProperty({
    type: String,
    enum: ['pending', 'approved', 'declined', 'timed_out', 'verified', 'reversed', 'expired', 'cleared'],
  })
  state!: AuthorizationState;

  @WholeNumber(0, mostMinor, 'Minor units of the currency.')
  amountMinor!: number;

  @Currency('Currency of the amount.')
  currency!: string;

  @Nested(() => MerchantDto, 'Where the purchase was made.')
  merchant!: MerchantDto;

  @ApiProperty({ type: String, format: 'date-time' })
  requestedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while pending.' })
  resolvedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt!: string | null;

  @ApiProperty({ type: HoldDto, nullable: true, description: 'Null when nothing was set aside.' })
  hold!: HoldDto | null;

  @ApiProperty({ type: [ReceiptDto], description: 'What was released, and why: each release leaves one.' })
  receipts!: readonly ReceiptDto[];

  @MayBeLeftOut()
  @Nested(() => DecisionTraceDto, 'For operators and auditors.')
  trace?: DecisionTraceDto;
}
