import { scrubDigits } from './card-number-guard';

/** What an error says, fit for a log or a header: no card number can be in it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? scrubDigits(error.message) : 'something that is not an error was thrown';
}
