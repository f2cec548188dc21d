import { passesLuhn } from '@mayfly/card-number';

const longDigits = /(?:\d[ -]?){11,}\d/g;
// Standing alone: not part of an id, not the fraction of a number. 15-digit merchant ids are no cards of ours.
const candidate = /(?<![\w.-])\d{16,19}(?![\w-])/g;

/** `text` with every run of twelve or more digits (spaces and hyphens between them or not) taken out: fit for a header or a log. */
export function scrubDigits(text: string): string {
  return text.replace(longDigits, '[digits]');
}

/** True when `text` holds what passes for a full card number: 16 to 19 digits standing alone that satisfy Luhn. */
export function holdsCardNumber(text: string): boolean {
  return (text.match(candidate) ?? []).some(passesLuhn);
}
