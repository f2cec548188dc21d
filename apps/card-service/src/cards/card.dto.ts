import type { CardState } from '@mayfly/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Currency, MayBeLeftOut, OneOf, PositiveAmountMinor, Text, WholeNumber } from '../http/fields';

const cardStates: readonly CardState[] = ['open', 'claimed', 'used', 'cancelled', 'expired', 'blocked'];

/** How long a card is valid when the request does not say: unused, it dies after 24 hours. */
export const defaultValiditySeconds = 24 * 60 * 60;

/** `POST /v1/customers/{id}/cards`. */
export class MintCardDto {
  @PositiveAmountMinor('Cap: the most that the purchase on this card may cost, with all that is added to it.')
  capMinor!: number;

  @MayBeLeftOut()
  @Currency("Currency of the cap; the account's, and no other, when given.")
  currency?: string;

  @MayBeLeftOut()
  @Text(/^[\x20-\x7e]{1,15}$/, 'The only merchant that may use the card (ISO 8583 field 42).', 'NORDICBOOKS')
  merchantLock?: string;

  @MayBeLeftOut()
  @WholeNumber(
    300,
    7 * 24 * 60 * 60,
    `Seconds until the card expires unused; ${defaultValiditySeconds} when left out.`,
  )
  validitySeconds?: number;

  @MayBeLeftOut()
  @OneOf(
    ['single', 'split'],
    'One purchase (when left out), or several at one merchant for an order that is sent in parts: under the one cap, while the card is valid. The first purchase says which merchant.',
  )
  uses?: 'single' | 'split';
}

/** A card as it is shown at any time: masked. */
export class CardDto {
  @ApiProperty({ type: String, format: 'uuid' })
  cardId!: string;

  @ApiProperty({ type: String, format: 'uuid' })
  customerId!: string;

  @Text(/^\d{6,8}$/, "The number's first digits, the issuer's range.", '99990000')
  iin!: string;

  @Text(/^\d{4}$/, "The number's last four digits.", '4242')
  lastFour!: string;

  @OneOf(cardStates, 'Where the card is in its life.')
  state!: CardState;

  @PositiveAmountMinor('The most that the one purchase may cost.')
  capMinor!: number;

  @Currency('Currency of the cap.')
  currency!: string;

  @MayBeLeftOut()
  @Text(/^[\x20-\x7e]{1,15}$/, 'The only merchant that may use the card.', 'NORDICBOOKS')
  merchantLock?: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When the card expires unused.' })
  validUntil!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  mintedAt!: string;
}

/** The newest cards of a customer. */
export class CardListDto {
  @ApiProperty({ type: [CardDto], description: 'Newest first, 200 at most.' })
  cards!: CardDto[];
}

/** What a checkout asks for. */
export interface CardDetails {
  readonly number: string;
  readonly expiry: string;
  readonly cvv2: string;
}

/**
 * A minted card with everything a checkout asks for: shown in this answer, and nowhere else. To a repeated call only while the
 * card is open, and for 24 hours.
 */
export class MintedCardDto implements Partial<CardDetails> {
  @ApiProperty({ type: String, format: 'uuid' })
  cardId!: string;

  @MayBeLeftOut()
  @Text(
    /^\d{12,19}$/,
    'The full card number; with expiry and CVV2 left out once it may not be shown any more.',
    '9999000012345670',
  )
  number?: string;

  @MayBeLeftOut()
  @Text(
    /^\d{4}$/,
    'YYMM, the month in which the validity ends; a purchase has to state exactly this one.',
    '2711',
  )
  expiry?: string;

  @MayBeLeftOut()
  @Text(/^\d{3}$/, 'The three digits that a purchase has to state.', '123')
  cvv2?: string;

  @OneOf(cardStates, 'A fresh card is open; a repeated call is told what it is now.')
  state!: CardState;

  @PositiveAmountMinor('The most that the one purchase may cost.')
  capMinor!: number;

  @Currency('Currency of the cap.')
  currency!: string;

  @MayBeLeftOut()
  @Text(/^[\x20-\x7e]{1,15}$/, 'The only merchant that may use the card.', 'NORDICBOOKS')
  merchantLock?: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When the card expires unused.' })
  validUntil!: string;
}
