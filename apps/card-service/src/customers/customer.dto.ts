import { ApiProperty } from '@nestjs/swagger';
import type { Restriction, Standing, StandingState } from '@mayfly/contracts';
import { currencies } from '@mayfly/money';
import {
  AmountMinor,
  Country,
  Currency,
  Nested,
  NoCardNumber,
  OneOf,
  PositiveAmountMinor,
  Text,
  WholeNumber,
} from '../http/fields';
import { ProfileDto } from './profile.dto';

/** `POST /v1/customers`. */
export class OpenCustomerDto {
  @Country("The customer's country.")
  country!: string;

  @OneOf(Object.keys(currencies), "The account's currency: one that accounts may have.")
  currency!: string;

  @PositiveAmountMinor('Purchase power granted: what can be available, held and owed together.')
  grantedMinor!: number;

  @Nested(() => ProfileDto, 'What the assessment is to know of the customer.')
  profile!: ProfileDto;
}

/** `PUT /v1/customers/{id}/profile`. */
export class UpdateProfileDto {
  @WholeNumber(
    1,
    2_147_483_646,
    'Version of the profile that this one replaces; when another is current, the answer is 409 profile_stale.',
  )
  replacesVersion!: number;

  @Nested(() => ProfileDto, 'The whole new profile.')
  profile!: ProfileDto;
}

/** `POST /v1/customers/{id}/repayments`. */
export class RepayDto {
  @PositiveAmountMinor('Amount that the customer pays back; never more than is owed.')
  amountMinor!: number;

  @Currency('Currency of the amount; has to be the account’s.')
  currency!: string;

  @NoCardNumber()
  @Text(
    /^[\x21-\x7e]{1,64}$/,
    'The payment’s own id, at the bank that sent it. A payment is booked once, whoever brings it again and whenever.',
    'SEPA-2026-11-03-000042',
  )
  paymentReference!: string;
}

/** The account's balances: available − overdrawn + held + owed = granted. */
export class BalancesDto {
  @AmountMinor('Purchase power granted.')
  grantedMinor!: number;

  @AmountMinor('Free for purchases.')
  availableMinor!: number;

  @AmountMinor(
    'Collected beyond the purchase power, by merchants that had the right to: nothing is available until it is paid back.',
  )
  overdrawnMinor!: number;

  @AmountMinor('Held for purchases that are pending, or approved and not collected yet.')
  heldMinor!: number;

  @AmountMinor('Collected by merchants and not paid back yet.')
  owedMinor!: number;

  @AmountMinor(
    "Given back by merchants beyond what is owed: the customer's own, paid out, and no purchase power.",
  )
  payableMinor!: number;
}

/** One thing that keeps the account from paying. */
export class RestrictionDto implements Restriction {
  @ApiProperty({
    type: String,
    enum: ['frozen', 'verification_lapsed', 'repayment_overdue', 'restricted'],
    description: '`restricted` is all that agents learn of credit.',
  })
  state!: Restriction['state'];

  @ApiProperty({
    type: String,
    description:
      'The reason of the catalogue that purchases are declined with; shown_to_customer_only for agents.',
    example: 'account_frozen',
  })
  code!: Restriction['code'];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since!: string | null;

  @ApiProperty({ type: String, example: 'Your account is paused' })
  title!: string;

  @ApiProperty({ type: String })
  text!: string;

  @ApiProperty({ type: [String], description: 'The way out.' })
  whatToDo!: readonly string[];
}

/** Whether the account can pay, and if not, why. */
export class StandingDto implements Standing {
  @ApiProperty({
    type: String,
    enum: ['good', 'frozen', 'verification_lapsed', 'repayment_overdue', 'restricted'],
    description: 'That of the gravest restriction; good without any.',
  })
  state!: StandingState;

  @ApiProperty({ type: [RestrictionDto], description: 'The gravest first; empty when the account can pay.' })
  restrictions!: readonly RestrictionDto[];
}

/** A customer with the account. */
export class CustomerDto {
  @ApiProperty({ type: String, format: 'uuid' })
  customerId!: string;

  @ApiProperty({ type: String, format: 'uuid' })
  accountId!: string;

  @Country("The customer's country.")
  country!: string;

  @Currency("The account's currency.")
  currency!: string;

  @WholeNumber(1, 2_147_483_647, 'Version of the profile; grows by one with each change.')
  profileVersion!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  openedAt!: string;

  @Nested(() => BalancesDto, "The account's balances.")
  account!: BalancesDto;

  @Nested(() => StandingDto, 'Why the customer can, or cannot, pay.')
  standing!: StandingDto;
}

/** The version that a new profile got. */
export class ProfileVersionDto {
  @ApiProperty({ type: String, format: 'uuid' })
  customerId!: string;

  @WholeNumber(1, 2_147_483_647, 'Version of the profile that is current now.')
  profileVersion!: number;
}

/** A repayment, and the balances as it left them. */
export class RepaymentDto {
  @ApiProperty({ type: String, format: 'uuid' })
  repaymentId!: string;

  @ApiProperty({ type: String, format: 'uuid' })
  customerId!: string;

  @ApiProperty({ type: String, format: 'uuid' })
  accountId!: string;

  @PositiveAmountMinor('Amount paid back.')
  amountMinor!: number;

  @Currency('Currency of the amount.')
  currency!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  repaidAt!: string;

  @Nested(() => BalancesDto, "The account's balances after the repayment.")
  account!: BalancesDto;
}
