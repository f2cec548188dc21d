import type { Resolution } from '../authorization';

/** One call that waits for the final answer to an authorization. */
export class ResolutionWaiter {
  readonly resolution: Promise<Resolution>;
  /** When it began to wait, by `performance.now()`; undefined while its request is still being admitted. */
  waitingSinceMs: number | undefined;
  #resolve!: (resolution: Resolution) => void;
  #reject!: (error: unknown) => void;
  #deadline: NodeJS.Timeout | undefined;

  constructor(readonly authorizationId: string) {
    this.resolution = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // A waiter may fail before anybody waits on it.
    this.resolution.catch(() => undefined);
  }

  /** Calls `onDeadline` after this time, instead of at the deadline set before. */
  setDeadline(remainingMs: number, onDeadline: () => void): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(onDeadline, Math.max(1, remainingMs));
  }

  resolve(resolution: Resolution): void {
    clearTimeout(this.#deadline);
    this.#resolve(resolution);
  }

  reject(error: unknown): void {
    clearTimeout(this.#deadline);
    this.#reject(error);
  }

  forget(): void {
    clearTimeout(this.#deadline);
  }
}
