import { measureDrift, type Drift } from './measure-drift';
import type { BothScored, WatchedInput } from './watched-input';

/** Counts decisions by the bands that their scores and inputs fall into; it keeps nothing else of them. */
export class Tally {
  readonly #counts: number[][];
  #decisions = 0;

  constructor(readonly inputs: readonly WatchedInput[]) {
    this.#counts = inputs.map(({ bands }) => bands.map(() => 0));
  }

  /** How many decisions are counted. */
  get decisions(): number {
    return this.#decisions;
  }

  /** The band of each input; to be added, and taken back when the decision is no longer recent. */
  bandsOf(scored: BothScored): Uint8Array {
    return Uint8Array.from(this.inputs, ({ bandOf }) => bandOf(scored));
  }

  add(bands: Uint8Array): void {
    this.#count(bands, 1);
  }

  takeBack(bands: Uint8Array): void {
    this.#count(bands, -1);
  }

  /** How far each input has moved from training, or from another tally of the same inputs. */
  drift(before?: Tally): Drift[] {
    return this.inputs.map((input, position) =>
      measureDrift(input, this.countsOf(position), before?.countsOf(position)),
    );
  }

  private countsOf(position: number): readonly number[] {
    return this.#counts[position] ?? [];
  }

  #count(bands: Uint8Array, by: 1 | -1): void {
    this.#decisions += by;
    for (const [position, counts] of this.#counts.entries()) {
      const band = bands[position] ?? 0;
      counts[band] = (counts[band] ?? 0) + by;
    }
  }
}
