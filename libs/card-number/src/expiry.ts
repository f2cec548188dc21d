const centuryYears = 100;

/** True for two digits of the year and two of a month that exists: `2712`. */
export function isExpiry(text: string): boolean {
  return /^\d{2}(0[1-9]|1[0-2])$/.test(text);
}

/** The expiry YYMM of a card that must be good until `instant`, by its month in UTC. */
export function expiryOf(instant: Date): string {
  return instant.toISOString().slice(2, 7).replace('-', '');
}

/**
 * The first instant after the expiry's month, in UTC.
 *
 * The century is the one that puts the expiry nearest to `now`: at the end of 2099, `0001` is January 2100.
 *
 * @throws RangeError when `expiry` is not YYMM
 */
export function endOfExpiry(expiry: string, now: Date): Date {
  if (!isExpiry(expiry)) throw new RangeError('An expiry is YYMM');
  const thisYear = now.getUTCFullYear();
  const yearsAhead = Number(expiry.slice(0, 2)) - (thisYear % centuryYears);
  const half = centuryYears / 2;
  const nearest = ((yearsAhead + half + centuryYears) % centuryYears) - half;
  // Months count from zero, so the month's own number names the next one.
  return new Date(Date.UTC(thisYear + nearest, Number(expiry.slice(2)), 1));
}

/** True from the first instant after the expiry's month. @throws RangeError when `expiry` is not YYMM */
export function isExpired(expiry: string, now: Date): boolean {
  return now >= endOfExpiry(expiry, now);
}

/** True only when both are the same month of the same year; a presented text that is no expiry never matches. */
export function expiryMatches(expected: string, presented: string): boolean {
  return isExpiry(presented) && expected === presented;
}
