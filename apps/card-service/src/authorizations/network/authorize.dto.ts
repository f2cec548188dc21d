import type { EntryMode } from '@mayfly/contracts';
import {
  Country,
  Currency,
  Flag,
  MayBeLeftOut,
  Nested,
  NoCardNumber,
  OneOf,
  Text,
  WholeNumber,
} from '../../http/fields';
import { MessageKeyDto } from './message-key.dto';

/** How a number can reach a merchant. */
export const entryModes = [
  'ecommerce',
  'credential_on_file',
  'manual',
  'chip',
  'magnetic_stripe',
  'contactless',
] as const satisfies readonly EntryMode[];

/** The card acceptor. */
export class MerchantDto {
  @Text(/^[\x20-\x7e]{1,15}$/, 'ISO 8583 field 42.', 'NORDICBOOKS')
  id!: string;

  @NoCardNumber()
  @Text(/^[^\p{Cc}]{1,40}$/u, 'Name and place, ISO 8583 field 43.', 'Nordic Books, Kiel')
  name!: string;

  @Text(/^\d{4}$/, 'Merchant category code, ISO 8583 field 18.', '5942')
  mcc!: string;

  @Country('Where the merchant is, ISO 8583 field 19.')
  country!: string;
}

/** `POST /v1/authorizations`: what a network asks. */
export class AuthorizeDto extends MessageKeyDto {
  @MayBeLeftOut()
  @OneOf(
    ['purchase', 'verification'],
    'A purchase (when left out), or whether the card is good: a verification, of amount zero.',
  )
  kind?: 'purchase' | 'verification';

  @Text(/^\d{12,19}$/, 'The full card number, ISO 8583 field 2.', '9999000012345670')
  cardNumber!: string;

  @Text(/^\d{2}(0[1-9]|1[0-2])$/, 'YYMM, ISO 8583 field 14.', '2711')
  expiry!: string;

  @Text(/^\d{3}$/, 'The three digits of the card.', '123')
  cvv2!: string;

  @WholeNumber(0, 999_999_999_999, 'Minor units of the currency; zero for a verification, and only then.')
  amountMinor!: number;

  @Currency("Currency of the amount; the card's, or the purchase is declined.")
  currency!: string;

  @Nested(() => MerchantDto, 'Where the purchase is made.')
  merchant!: MerchantDto;

  @OneOf(entryModes, 'How the number reached the merchant, ISO 8583 field 22.')
  entryMode!: EntryMode;

  @MayBeLeftOut()
  @Flag(
    'The terminal can take a part of the amount: then the largest part that passes is approved, answered 10.',
  )
  partialAllowed?: boolean;

  @MayBeLeftOut()
  @Text(
    /^[A-Za-z0-9 ]{1,12}$/,
    'Retrieval reference, ISO 8583 field 37: later messages may name it.',
    '633100000042',
  )
  retrievalReference?: string;

  @MayBeLeftOut()
  @Text(
    /^[A-Za-z0-9]{1,15}$/,
    "The network's id of the transaction, the same in all its messages: later ones may name it.",
    'MCC0012345678',
  )
  networkTransactionId?: string;
}
