/** A year that has a 29 February: a date without a year may be one. */
const someLeapYear = 2024;
/** 1896 and 1904, 2096 and 2104: two leap years are eight years apart at most. */
const farthestYears = 8;

/** True for MMDD of a day that exists in some year. */
export function isDate(text: string): boolean {
  return /^\d{4}$/.test(text) && exists(someLeapYear, Number(text.slice(0, 2)), Number(text.slice(2)));
}

/** True for hhmmss of a day; a leap second is none. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(text);
}

/** True for MMDDhhmmss, the format of field 7. */
export function isTransmission(text: string): boolean {
  return isDate(text.slice(0, 4)) && isTime(text.slice(4));
}

/**
 * The instant of field 7, which is UTC and has no year: of all years in which that day exists, the one nearest to `now`;
 * the earlier one of two that are equally near.
 *
 * @throws RangeError when the text is not MMDDhhmmss
 */
export function instantOf(transmission: string, now: Date): Date {
  if (!isTransmission(transmission)) throw new RangeError('A transmission date and time is MMDDhhmmss');
  const [month = 0, day = 0, hours, minutes, seconds] = transmission.match(/\d\d/g)?.map(Number) ?? [];
  const thisYear = now.getUTCFullYear();
  let nearest = new Date(NaN);
  for (let year = thisYear - farthestYears; year <= thisYear + farthestYears; year += 1) {
    if (!exists(year, month, day)) continue;
    const instant = new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds));
    if (!(distance(nearest, now) <= distance(instant, now))) nearest = instant;
  }
  return nearest;
}

/** Field 7 of an instant: MMDDhhmmss in UTC; what is finer than a second is cut off. */
export function transmissionOf(instant: Date): string {
  return instant.toISOString().slice(5, 19).replace(/\D/g, '');
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function distance(one: Date, other: Date): number {
  return Math.abs(one.getTime() - other.getTime());
}
