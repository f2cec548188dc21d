import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { AmountMinor, CalendarDate, Country, Flag, Nested, OneOf, WholeNumber } from '../http/fields';

export class IncomeDto {
  @AmountMinor('Net income of a month.')
  monthlyNetMinor!: number;

  @Flag('True when a document or an account proves the income.')
  verified!: boolean;
}

export class EmploymentDto {
  @OneOf(
    ['permanent', 'temporary', 'self_employed', 'retired', 'student', 'unemployed'],
    'What the income comes from.',
  )
  status!: 'permanent' | 'temporary' | 'self_employed' | 'retired' | 'student' | 'unemployed';

  @WholeNumber(0, 840, 'Whole months in the present job.')
  monthsInJob!: number;
}

export class SpendingDto {
  @AmountMinor('All spending of an average month, essential expenses included.')
  monthlyAverageMinor!: number;

  @WholeNumber(0, 90, 'Days in overdraft among the last 90.')
  overdraftDays90!: number;
}

export class ObligationsDto {
  @AmountMinor('Instalments and loan payments elsewhere, of a month; divided by income: debt-to-income.')
  monthlyMinor!: number;
}

export class ResidenceDto {
  @OneOf(['owner', 'tenant', 'with_family', 'other'], 'How the customer lives.')
  status!: 'owner' | 'tenant' | 'with_family' | 'other';

  @WholeNumber(0, 1200, 'Whole months at the present address.')
  monthsAtAddress!: number;

  @Country('Where the customer lives.')
  country!: string;

  @Flag('True when the address is proven.')
  verified!: boolean;
}

export class IdentityDto {
  @Flag('True when the identity is proven.')
  verified!: boolean;

  @CalendarDate('Only for the gate at 18 years; adult age is no input.')
  birthDate!: string;

  @Flag('True when the date of birth is proven.')
  ageVerified!: boolean;
}

export class CreditHistoryDto {
  @WholeNumber(0, 1200, 'Whole months since the first credit.')
  months!: number;

  @WholeNumber(0, 120, 'Payments missed in the last twelve months.')
  missedPayments12m!: number;

  @WholeNumber(0, 100, 'Credits that were never paid back.')
  defaults!: number;
}

export class AffordabilityDto {
  @AmountMinor('Rent, utilities, food, transport and dependants, of a month.')
  essentialExpensesMonthlyMinor!: number;
}

export class SavingsDto {
  @AmountMinor('Money at hand.')
  liquidMinor!: number;

  @AmountMinor('Securities, funds and other investments.')
  investmentsMinor!: number;
}

export class OutstandingCreditDto {
  @AmountMinor('Everything owed elsewhere.')
  totalMinor!: number;

  @AmountMinor('Sum of the limits of revolving credit elsewhere.')
  revolvingLimitMinor!: number;

  @AmountMinor('Part of those limits that is used.')
  revolvingUsedMinor!: number;
}

/**
 * The eleven data points of a customer, as the assessment wants them. Field by field the same as the event
 * customer.profile.v1, without what the service itself adds: customer, version and the account's currency.
 */
export class ProfileDto {
  @ValidateIf((_, value) => value !== null)
  @IsInt()
  @Min(300)
  @Max(850)
  @ApiProperty({
    type: 'integer',
    minimum: 300,
    maximum: 850,
    nullable: true,
    description: "The bureau's credit score; null when the bureau has none.",
  })
  creditScore!: number | null;

  @Nested(() => IncomeDto, 'Income.')
  income!: IncomeDto;

  @Nested(() => EmploymentDto, 'Employment stability.')
  employment!: EmploymentDto;

  @Nested(() => SpendingDto, 'Spending patterns.')
  spending!: SpendingDto;

  @Nested(() => ObligationsDto, 'Obligations elsewhere.')
  obligations!: ObligationsDto;

  @Nested(() => ResidenceDto, 'Residential status.')
  residence!: ResidenceDto;

  @Nested(() => IdentityDto, 'Identity and age verification.')
  identity!: IdentityDto;

  @Nested(() => CreditHistoryDto, 'Credit history.')
  creditHistory!: CreditHistoryDto;

  @Nested(() => AffordabilityDto, 'Affordability.')
  affordability!: AffordabilityDto;

  @Nested(() => SavingsDto, 'Savings and investments.')
  savings!: SavingsDto;

  @Nested(() => OutstandingCreditDto, 'Outstanding credit.')
  outstandingCredit!: OutstandingCreditDto;
}
