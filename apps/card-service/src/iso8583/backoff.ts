const firstMs = 250;
const longestMs = 30_000;

/** How long to wait before the next try, after `failed` in a row: twice as long each time, up to half a minute; `chance` is from 0 to 1. */
export function backoffMs(failed: number, chance: number): number {
  const limit = Math.min(longestMs, firstMs * 2 ** Math.min(failed, 20));
  // Half of it at random, so that many callers do not come back at once.
  return Math.round(limit / 2 + (limit / 2) * chance);
}
