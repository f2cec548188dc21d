/** A range to mint from. */
export interface RangeFill {
  /** 6 or 8 digits. */
  readonly iin: string;
  /** The share of its numbers that have a card, from 0 to 1. */
  readonly fill: number;
}

/** Digits of a number between its IIN and its check digit. */
function bodyDigits(iin: string): number {
  return 15 - iin.length;
}

/**
 * The range to take the next number from: each as likely as it has free numbers, so that a full one is hardly tried, and all
 * fill up together.
 *
 * @param chance from 0 to below 1, all equally likely
 * @throws Error without a range
 */
export function pickRange(ranges: readonly RangeFill[], chance: number): string {
  const free = ranges.map(({ iin, fill }) => 10 ** bodyDigits(iin) * Math.max(1 - fill, 1e-9));
  let left = chance * free.reduce((sum, numbers) => sum + numbers, 0);
  for (const [place, { iin }] of ranges.entries()) {
    left -= free[place] ?? 0;
    if (left < 0) return iin;
  }
  const last = ranges.at(-1);
  if (last === undefined) throw new Error('there is no range to mint from');
  return last.iin;
}
