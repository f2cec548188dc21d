import { ApiProperty } from '@nestjs/swagger';
import type { AuthorizationState, RetryCategory } from '@mayfly/contracts';
import { Currency, MayBeLeftOut, Nested, Text, WholeNumber } from '../http/fields';

const mostMinor = 999_999_999_999;

/** What a shop shows at checkout; it tells nothing of the customer's credit or of security checks. */
export class CheckoutTextDto {
  @Text(/^[a-z][a-z0-9_]*$/, 'Stable.', 'card_already_used')
  code!: string;

  @ApiProperty({ type: String, example: 'This card was used before' })
  title!: string;

  @ApiProperty({ type: String })
  text!: string;

  @ApiProperty({ type: [String], description: 'What the customer can do before trying again.' })
  nextSteps!: readonly string[];
}

/** What a message about an authorization booked, in minor units of its currency. */
export class BookedMovementDto {
  @ApiProperty({ type: String, format: 'uuid' })
  movementId!: string;

  @WholeNumber(0, mostMinor, 'Released from the hold.')
  releasedMinor!: number;

  @WholeNumber(0, mostMinor, 'Collected out of the hold.')
  capturedMinor!: number;

  @WholeNumber(0, mostMinor, 'Collected beyond the hold, or without one.')
  beyondHoldMinor!: number;

  @WholeNumber(0, mostMinor, 'Held afterwards.')
  heldMinor!: number;

  @WholeNumber(0, mostMinor, 'Collected so far.')
  clearedMinor!: number;

  @ApiProperty({ type: [String], description: 'What was unusual, and booked all the same.' })
  flags!: readonly string[];
}

/** The answer on the wire. A decline is an answer too. */
export class NetworkAnswerDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description:
      'Null when nothing was stored: the number is unknown, or the key of the message was used for another.',
  })
  authorizationId!: string | null;

  @ApiProperty({
    type: String,
    enum: ['pending', 'approved', 'declined', 'timed_out', 'verified', 'reversed', 'expired', 'cleared'],
  })
  state!: AuthorizationState;

  @ApiProperty({
    type: String,
    nullable: true,
    description: "ISO 8583 field 39 in the numbering of the caller's scheme; null while pending.",
    example: '00',
  })
  de39!: string | null;

  @MayBeLeftOut()
  @Text(/^[0-9A-Z]{6}$/, 'ISO 8583 field 38; with approvals.', '123456')
  approvalCode?: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 4,
    description: '1: never try again; 2: later; 3: after a correction; 4: the rest. Null unless declined.',
  })
  retryCategory!: RetryCategory | null;

  @MayBeLeftOut()
  @Text(/^\d{2}$/, "Mastercard's merchant advice code.", '02')
  merchantAdviceCode?: string;

  @WholeNumber(0, 999_999_999_999, 'Minor units of the currency.')
  amountMinor!: number;

  @MayBeLeftOut()
  @WholeNumber(1, mostMinor, 'What was approved, where it is not what was asked for.')
  approvedMinor?: number;

  @Currency('Currency of the amount.')
  currency!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while pending.' })
  resolvedAt!: string | null;

  @MayBeLeftOut()
  @Nested(() => BookedMovementDto, 'What this message booked; with messages that have a key of their own.')
  movement?: BookedMovementDto;

  @MayBeLeftOut()
  @Nested(() => CheckoutTextDto, 'For merchants: ready to be shown to the customer.')
  checkout?: CheckoutTextDto;
}
