import { ApiProperty } from '@nestjs/swagger';
import type { EntryMode } from '@mayfly/contracts';
import { IsUUID } from 'class-validator';
import { Currency, Flag, Instant, MayBeLeftOut, Nested, OneOf, Text, WholeNumber } from '../../http/fields';
import type { AdviceOutcome } from '../close/advice';
import { NetworkAnswerDto } from '../network-answer.dto';
import { entryModes, MerchantDto } from './authorize.dto';
import { MessageKeyDto } from './message-key.dto';

/** How a message names the purchase that it is about; the first that finds any counts, in the order of the fields. */
export class OriginalDto {
  @MayBeLeftOut()
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', description: 'Our id of the authorization.' })
  authorizationId?: string;

  @MayBeLeftOut()
  @Text(/^[A-Za-z0-9]{1,15}$/, "The network's id of the transaction.", 'MCC0012345678')
  networkTransactionId?: string;

  @MayBeLeftOut()
  @Text(/^\d{6}$/, 'Trace number of the original message, ISO 8583 field 90.', '000042')
  stan?: string;

  @MayBeLeftOut()
  @Instant('When the original message was sent, ISO 8583 field 90.')
  transmittedAt?: string;

  @MayBeLeftOut()
  @Text(/^[A-Za-z0-9 ]{1,12}$/, 'Retrieval reference, ISO 8583 field 37; with the card.', '633100000042')
  retrievalReference?: string;

  @MayBeLeftOut()
  @Text(
    /^[0-9A-Z]{6}$/,
    'Approval code, ISO 8583 field 38; narrows down what the retrieval reference finds.',
    '123456',
  )
  approvalCode?: string;
}

/** A message that cannot be refused: it is booked on its purchase, as an authorization of its own, or kept for an operator. */
export class AdviceDto extends MessageKeyDto {
  @MayBeLeftOut()
  @Text(
    /^\d{12,19}$/,
    'The full card number, ISO 8583 field 2; where it is left out the original has to be named.',
    '9999000012345670',
  )
  cardNumber?: string;

  @MayBeLeftOut()
  @Nested(() => OriginalDto, 'The purchase that it is about.')
  original?: OriginalDto;

  @WholeNumber(0, 999_999_999_999, 'Minor units of the currency: of an advice what the purchase comes to.')
  amountMinor!: number;

  @Currency('Currency of the amount.')
  currency!: string;

  @Nested(() => MerchantDto, 'Where the purchase was made.')
  merchant!: MerchantDto;

  @MayBeLeftOut()
  @OneOf(entryModes, 'How the number reached the merchant, ISO 8583 field 22; e-commerce when left out.')
  entryMode?: EntryMode;

  @MayBeLeftOut()
  @Text(/^[A-Za-z0-9 ]{1,12}$/, 'Retrieval reference of this message, ISO 8583 field 37.', '633100000042')
  retrievalReference?: string;
}

/** Body of a clearing that names its purchase, or none. */
export class ClearingDto extends AdviceDto {
  @MayBeLeftOut()
  @Flag('The last clearing (when left out), or there are more to come.')
  final?: boolean;
}

/** Body of a refund. */
export class RefundDto extends AdviceDto {
  @MayBeLeftOut()
  @Flag('The money has come; when left out it is announced, and raises no purchase power.')
  settled?: boolean;
}

/** What became of such a message; it is acknowledged in any case. */
export class AdviceAnswerDto {
  @ApiProperty({ type: String, enum: ['00'], description: 'ISO 8583 field 39.' })
  de39!: '00';

  @ApiProperty({
    type: String,
    enum: ['booked', 'repeated', 'forced', 'parked'],
    description:
      'booked: on its purchase; repeated: before, nothing more now; forced: as an authorization of its own, because we had approved none; parked: it belongs to nothing we know, an operator looks at it.',
  })
  outcome!: AdviceOutcome['outcome'];

  @MayBeLeftOut()
  @Nested(() => NetworkAnswerDto, 'The authorization that it was booked on; left out when parked.')
  authorization?: NetworkAnswerDto;
}
