/** How the sending of a load is spread over its time. */
export const profiles = ['constant', 'ramp', 'bursts'] as const;
export type Profile = (typeof profiles)[number];

/** How much of each second a burst lasts. */
const burstShare = 0.1;

/**
 * When each message is meant to be sent, in milliseconds from the start, in order.
 *
 * - `constant`: `ratePerSecond`, evenly.
 * - `ramp`: from nothing evenly up to `ratePerSecond`, so half as many in all.
 * - `bursts`: as many as by `constant`, those of each second in its first tenth.
 */
export function sendTimesMs(
  profile: Profile,
  { ratePerSecond, durationSeconds }: { ratePerSecond: number; durationSeconds: number },
): number[] {
  const share = profile === 'ramp' ? 1 / 2 : 1;
  const count = Math.ceil(ratePerSecond * durationSeconds * share);
  return Array.from({ length: count }, (_, place) => {
    if (profile === 'ramp') return 1_000 * Math.sqrt((2 * durationSeconds * place) / ratePerSecond);
    const evenMs = (place * 1_000) / ratePerSecond;
    const intoSecondMs = evenMs % 1_000;
    return profile === 'bursts' ? evenMs - intoSecondMs + intoSecondMs * burstShare : evenMs;
  });
}
