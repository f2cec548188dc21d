import type { ProfileArrivals } from './profile-arrivals';

/** A quarter of the time the network's call may take; the rest is for the two ways through Kafka. */
const mostWaitMs = 500;
/** Another worker may store the profile, and nobody tells this one. */
const lookAgainMs = 50;

/**
 * Waits for profiles of these customers that are not here yet, for all together and no longer than half a second; gives
 * what was read last, ready or not.
 */
export async function readUntilProfilesCome<Read>(
  arrivals: ProfileArrivals,
  customerIds: readonly string[],
  read: () => Promise<Read[]>,
  isReady: (one: Read) => boolean,
): Promise<Read[]> {
  const awaited = new Set(customerIds);
  const endMs = performance.now() + mostWaitMs;
  for (;;) {
    const leftMs = endMs - performance.now();
    if (leftMs > 0) await arrivals.next(awaited, Math.min(lookAgainMs, leftMs));
    const latest = await read();
    if (leftMs <= 0 || latest.every(isReady)) return latest;
  }
}
