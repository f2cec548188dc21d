const longDigits = /(?:\d[ -]?){11,}\d/g;
// Standing alone: not part of an id, not the fraction of a number. 15-digit merchant ids are no cards of ours.
const candidate = /(?<![\w.-])\d{16,19}(?![\w-])/g;

/** `text` with every run of twelve or more digits (spaces and hyphens between them or not) taken out: fit for a header or a log. */
export function scrubDigits(text: string): string {
  return text.replace(longDigits, '[digits]');
}

/** True when `text` holds what passes for a full card number: 16 to 19 digits standing alone that satisfy Luhn. */
export function holdsCardNumber(text: string): boolean {
  return (text.match(candidate) ?? []).some(satisfiesLuhn);
}

function satisfiesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
