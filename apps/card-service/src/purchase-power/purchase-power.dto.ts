import { ApiProperty } from '@nestjs/swagger';
import type { PurchasePowerExplanation } from '@mayfly/contracts';
import { AmountMinor, Currency, MayBeLeftOut, OneOf, WholeNumber } from '../http/fields';

/** The largest purchase under a plan of instalments. */
export class InstalmentPlanDto {
  @WholeNumber(2, 48, 'How many monthly instalments.')
  count!: number;

  @AmountMinor('The largest purchase under this plan.')
  amountMinor!: number;

  @AmountMinor('Each instalment of it.')
  eachMinor!: number;

  @ApiProperty({
    type: String,
    example: 'A purchase of 1,200.00 EUR, paid back in 3 monthly instalments of 400.00 EUR.',
  })
  text!: string;
}

/** Something that stands against more. */
export class LimitingReasonDto {
  @ApiProperty({ type: String, description: 'A code of the reason catalogue; `not_shown` for an operator.' })
  code!: string;

  @ApiProperty({ type: String, description: 'In words for the customer.' })
  text!: string;

  @MayBeLeftOut()
  @ApiProperty({ type: String, description: 'Credit only: the specific principal reason.' })
  principalReason?: string;
}

/** A source that the assessment used. */
export class AssessmentSourceDto {
  @ApiProperty({ type: String, example: 'credit bureau' })
  name!: string;

  @OneOf(['none', 'soft'], 'Kind of credit inquiry; a hard one is never made.')
  inquiry!: 'none' | 'soft';

  @ApiProperty({ type: String, description: 'What that means for the credit score.' })
  text!: string;
}

/** What a customer could spend now. Nothing is reserved: each purchase is still checked for itself. */
export class PurchasePowerDto implements PurchasePowerExplanation {
  @ApiProperty({ type: String, format: 'uuid' })
  customerId!: string;

  @AmountMinor(
    'The largest single purchase that gates, policy, credit and affordability pass now; 0 when none would.',
  )
  amountMinor!: number;

  @Currency("The account's currency.")
  currency!: string;

  @ApiProperty({ type: String, description: 'The same in words for the customer.' })
  summary!: string;

  @ApiProperty({
    type: [InstalmentPlanDto],
    description: 'Plans that carry a larger purchase than paying at once does.',
  })
  instalments!: readonly InstalmentPlanDto[];

  @ApiProperty({
    type: [LimitingReasonDto],
    description:
      'What stands against more, the strongest first; empty when all that is left would pass. What a credit bureau reports is named to the customer and to auditors only.',
  })
  limitedBy!: readonly LimitingReasonDto[];

  @ApiProperty({ type: [String], description: 'What the customer can do about it.' })
  nextSteps!: readonly string[];

  @ApiProperty({
    type: [AssessmentSourceDto],
    description: 'What was asked, and of what kind the inquiry was.',
  })
  sources!: readonly AssessmentSourceDto[];

  @ApiProperty({ type: String, format: 'date-time' })
  assessedAt!: string;
}
