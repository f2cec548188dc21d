import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';

/** One kind of thing that time ends. */
export interface Sweep {
  /** For the log. */
  readonly name: string;
  /** Ends a bounded number of them and says how many: none left, or none that nobody else works on, is zero. */
  readonly sweep: () => Promise<number>;
}

export interface SweeperOptions {
  readonly sweeps: readonly Sweep[];
  /** From the end of one round to the start of the next. */
  readonly intervalMs: number;
  /** A sweep that failed runs again in the next round. */
  readonly onError: (sweep: string, error: unknown) => void;
}

/** A full batch asks for another at once, but not for ever: the other sweeps want their turn. */
const mostBatches = 40;

/** Runs sweeps one after the other, round after round; rounds never overlap. */
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #stopped = true;
  #round: Promise<void> = Promise.resolve();
  #next: NodeJS.Timeout | undefined;

  constructor(private readonly options: SweeperOptions) {}

  onApplicationBootstrap(): void {
    this.#stopped = false;
    this.#round = this.runRound();
  }

  /** Waits for the batch in hand and begins no other. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#next);
    await this.#round;
  }

  private async runRound(): Promise<void> {
    for (const sweep of this.options.sweeps) await this.runSweep(sweep);
    if (this.#stopped) return;
    this.#next = setTimeout(() => {
      this.#round = this.runRound();
    }, this.options.intervalMs);
  }

  private async runSweep({ name, sweep }: Sweep): Promise<void> {
    try {
      for (let batch = 0; batch < mostBatches && !this.#stopped; batch += 1) {
        if ((await sweep()) === 0) return;
      }
    } catch (error) {
      this.options.onError(name, error);
    }
  }
}
