import { ApiProperty } from '@nestjs/swagger';
import { currencies } from '@mayfly/money';
import {
  AmountMinor,
  Country,
  Currency,
  Nested,
  OneOf,
  PositiveAmountMinor,
  WholeNumber,
} from '../api-fields/fields';
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
}

/** The account's balances: available + held + owed = granted. */
export class BalancesDto {
  @AmountMinor('Purchase power granted.')
  grantedMinor!: number;

  @AmountMinor('Free for purchases.')
  availableMinor!: number;

  @AmountMinor('Held for purchases that are pending, or approved and not collected yet.')
  heldMinor!: number;

  @AmountMinor('Collected by merchants and not paid back yet.')
  owedMinor!: number;
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
