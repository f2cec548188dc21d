import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  registerDecorator,
  ValidateIf,
  ValidateNested,
  type ValidationArguments,
} from 'class-validator';
import { findLuhnNumbers } from '@mayfly/card-number';

/** The largest amount on the wire: ISO 8583 field 4 has twelve digits. */
const mostMinor = 999_999_999_999;

/** A whole number from `minimum` to `maximum`. */
export function WholeNumber(minimum: number, maximum: number, description: string): PropertyDecorator {
  return applyDecorators(
    IsInt(),
    Min(minimum),
    Max(maximum),
    ApiProperty({ type: 'integer', minimum, maximum, description }),
  );
}

/** Minor units, zero included: what someone has, earns or owes. */
export function AmountMinor(description: string): PropertyDecorator {
  return WholeNumber(0, mostMinor, `${description} Minor units of the account's currency.`);
}

/** Minor units above zero: money that moves, or a limit. */
export function PositiveAmountMinor(description: string): PropertyDecorator {
  return WholeNumber(1, mostMinor, `${description} Minor units of the account's currency.`);
}

/** One of the words given. */
export function OneOf(words: readonly string[], description: string): PropertyDecorator {
  return applyDecorators(IsIn(words), ApiProperty({ type: String, enum: [...words], description }));
}

export function Flag(description: string): PropertyDecorator {
  return applyDecorators(IsBoolean(), ApiProperty({ type: Boolean, description }));
}

/** Text that matches `pattern`, which has to be anchored at both ends. */
export function Text(pattern: RegExp, description: string, example: string): PropertyDecorator {
  return applyDecorators(
    IsString(),
    Matches(pattern),
    ApiProperty({ type: String, pattern: pattern.source, description, example }),
  );
}

/** A UUID with a letter in it: its digits are no card number, whatever they pass for. */
const uuids = /\b(?=[\d-]*[a-f])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;

/** Text that is kept, and goes into events: whatever looks like a card number in it is refused here, at the door. */
export function NoCardNumber(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'noCardNumber',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && findLuhnNumbers(value.replace(uuids, '')).length === 0,
        defaultMessage: ({ property: name }: ValidationArguments) => `${name} must not hold a card number`,
      },
    });
  };
}

/** ISO 4217, alphabetic. */
export function Currency(description: string): PropertyDecorator {
  return Text(/^[A-Z]{3}$/, `${description} ISO 4217, alphabetic.`, 'EUR');
}

/** ISO 3166-1 alpha-2. */
export function Country(description: string): PropertyDecorator {
  return Text(/^[A-Z]{2}$/, `${description} ISO 3166-1 alpha-2.`, 'DE');
}

/** A day of the calendar, YYYY-MM-DD. */
export function CalendarDate(description: string): PropertyDecorator {
  return applyDecorators(
    Matches(/^\d{4}-\d{2}-\d{2}$/),
    IsISO8601({ strict: true }),
    ApiProperty({ type: String, format: 'date', description, example: '1988-04-12' }),
  );
}

/** An instant in UTC, ISO 8601, to the millisecond at most. */
export function Instant(description: string): PropertyDecorator {
  return applyDecorators(
    Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/),
    IsISO8601({ strict: true }),
    ApiProperty({ type: String, format: 'date-time', description, example: '2026-03-01T09:30:00.000Z' }),
  );
}

/** An object with fields of its own; the class tells which. */
export function Nested(type: () => new () => object, description: string): PropertyDecorator {
  return applyDecorators(
    // Without it null and arrays would pass: ValidateNested has nothing to say about either.
    IsObject(),
    ValidateNested(),
    Type(type),
    // Swagger takes a function for a late reference only when its name is `type`.
    ApiProperty({ type: () => type(), description }),
  );
}

/** Put before a field's other decorators: it may be left out. Null is a value, and no other way to leave it out. */
export function MayBeLeftOut(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((_, value) => value !== undefined),
    ApiProperty({ required: false }),
  );
}
