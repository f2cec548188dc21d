import type { LoadOutcome } from './load-job';

/** The bound that the 99th percentile has to keep. */
export const mostP99Ms = 250;
/** Of the purchases, so many may be turned away or stay without an answer: none, but one of a thousand is within the noise. */
const mostFailed = 0.001;
const growth = 1.5;
/** The search ends when the rate is known to within this part of it. */
const precision = 0.06;

/** A rate that was tried. */
export interface Trial {
  readonly ratePerSecond: number;
  readonly outcome: LoadOutcome;
  readonly holds: boolean;
}

/** True when the load was carried: answers in time, and for everybody. */
export function holds({ purchases, decided, wire }: LoadOutcome): boolean {
  return purchases - decided <= mostFailed * purchases && wire.p99Ms < mostP99Ms;
}

/** Finds the highest rate that holds: grows until one does not, twice in a row, then halves what lies between. */
export async function findHighestRate(
  firstPerSecond: number,
  attempt: (ratePerSecond: number) => Promise<LoadOutcome>,
  tried: (trial: Trial) => void,
): Promise<number> {
  let [highest, lowestFailing] = [0, Number.POSITIVE_INFINITY];
  for (let rate = firstPerSecond; lowestFailing / Math.max(highest, 1) > 1 + precision;) {
    const first = await attempt(rate);
    // Once may be chance: a checkpoint, or something else on the machine.
    const outcome = holds(first) ? first : await attempt(rate);
    const trial = { ratePerSecond: rate, outcome, holds: holds(outcome) };
    tried(trial);
    if (trial.holds) highest = rate;
    else lowestFailing = rate;
    if (lowestFailing < 10) throw new Error('not even ten purchases a second hold');
    rate = Math.round(Number.isFinite(lowestFailing) ? (highest + lowestFailing) / 2 : rate * growth);
  }
  return highest;
}
