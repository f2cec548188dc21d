import type { Drift } from './measure-drift';
import { Tally } from './tally';
import type { BothScored, WatchedInput } from './watched-input';

/** A tally of the last so many decisions. */
export class RecentDecisions {
  readonly #tally: Tally;
  readonly #ring: Uint8Array[] = [];
  #next = 0;

  constructor(
    inputs: readonly WatchedInput[],
    private readonly most: number,
  ) {
    this.#tally = new Tally(inputs);
  }

  add(scored: BothScored): void {
    const bands = this.#tally.bandsOf(scored);
    const oldest = this.#ring[this.#next];
    if (oldest !== undefined) this.#tally.takeBack(oldest);
    this.#tally.add(bands);
    this.#ring[this.#next] = bands;
    this.#next = (this.#next + 1) % this.most;
  }

  /** How far each input has moved from training. */
  drift(): Drift[] {
    return this.#tally.drift();
  }
}
