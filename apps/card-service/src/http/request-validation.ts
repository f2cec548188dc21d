import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { validationFailed } from './known-problems';
import type { FieldProblem } from './problem';

/** Checks every body and query against its class; unknown fields are refused, and nothing is converted. */
export function requestValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    // Neither target nor value may travel with an error: they hold card numbers.
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => validationFailed(errors.flatMap((error) => fieldProblems(error, ''))),
  });
}

function fieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const field = parent + nameOf(error);
  const own = Object.entries(error.constraints ?? {}).map(([constraint, text]) => ({
    field,
    problem: constraint === 'whitelistValidation' ? 'is unknown' : withoutName(text, error.property),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldProblems(child, `${field}.`))];
}

/** The name of an unknown field is the caller's own text: cut it short, and keep out what might be a card number. */
function nameOf({ property, constraints }: ValidationError): string {
  if (constraints?.['whitelistValidation'] === undefined) return property;
  return property.replaceAll(/\d/g, '#').slice(0, 64);
}

function withoutName(text: string, property: string): string {
  return text.startsWith(`${property} `) ? text.slice(property.length + 1) : text;
}
