/** What a digit counts for when it is doubled: the sum of the digits of twice its value. */
const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9] as const;

/** True for digits that end in the right check digit. Source: ISO/IEC 7812-1, annex B. */
export function passesLuhn(number: string): boolean {
  return /^\d{2,}$/.test(number) && luhnSum(number, false) % 10 === 0;
}

/** The digits with their check digit at the end. @throws RangeError when there are none, or others than 0–9 */
export function completeLuhn(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new RangeError('Only digits can have a check digit');
  return `${digits}${(10 - (luhnSum(digits, true) % 10)) % 10}`;
}

function luhnSum(digits: string, doubleLast: boolean): number {
  let double = doubleLast;
  let sum = 0;
  for (let index = digits.length - 1; index >= 0; index -= 1) {
    const digit = digits.charCodeAt(index) - 48;
    sum += double ? (doubled[digit] ?? 0) : digit;
    double = !double;
  }
  return sum;
}
