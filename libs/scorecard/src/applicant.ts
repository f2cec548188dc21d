import type { Ratio } from './scorecard';

/** An applicant's value in one column; null, undefined, an empty text and NaN are all "not known". */
export type ApplicantValue = number | string | null | undefined;

/** By column of the table that the scorecard was fitted on. */
export type Applicant = Readonly<Record<string, ApplicantValue>>;

/** True when nothing is known. */
export function isMissing(value: ApplicantValue): value is null | undefined {
  return value === null || value === undefined || value === '' || Number.isNaN(value);
}

/** True when the value is the code `special`: the same text, or the same number however written. */
export function isSpecial(value: ApplicantValue, special: string): boolean {
  if (value === special) return true;
  return typeof value === 'number' && special.trim() !== '' && value === Number(special);
}

/**
 * The value of a ratio, or null when a part of it is not a number. Nothing out of nothing is 0, and something out of nothing, or of
 * less than nothing, is infinite: who owes and earns nothing stands beyond the last bound, not with those of whom nothing is known.
 */
export function ratioOf(parts: Ratio, applicant: Applicant): number | null {
  const of = applicant[parts.of];
  const to = applicant[parts.to];
  const less = parts.less === undefined ? 0 : applicant[parts.less];
  if (!isNumber(of) || !isNumber(to) || !isNumber(less)) return null;
  return divide(of, to - less);
}

/** Division as {@link ratioOf} defines it. */
export function divide(of: number, by: number): number {
  if (of === 0) return 0;
  return by > 0 ? of / by : Infinity;
}

function isNumber(value: ApplicantValue): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}
