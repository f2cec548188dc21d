import { setTimeout as pause } from 'node:timers/promises';
import { Overloaded } from '@mayfly/postgres';

/** From a message's arrival to an answer that tells nothing: longer than what is done for a number that has a card. */
export const heldBackForMs = 250;
const mostHeldBack = 5_000;

/**
 * Answers that tell nothing are given after the same time, whether there is a card or not: else the time would tell. It also
 * slows down a guesser that waits for its answers.
 */
export class HeldBackAnswers {
  #waiting = 0;

  /**
   * @param arrivedAtMs by `performance.now()`
   * @throws Overloaded when too many wait
   */
  async until(arrivedAtMs: number): Promise<void> {
    if (this.#waiting >= mostHeldBack) throw new Overloaded(mostHeldBack);
    this.#waiting += 1;
    try {
      // A timer may be early by a millisecond or two.
      for (let leftMs = heldBackForMs; leftMs > 0; leftMs = arrivedAtMs + heldBackForMs - performance.now()) {
        await pause(Math.ceil(arrivedAtMs + heldBackForMs - performance.now()));
      }
    } finally {
      this.#waiting -= 1;
    }
  }
}
