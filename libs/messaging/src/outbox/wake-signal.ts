/** A bell: rung while nobody waits, it is heard by the next who does. */
export class WakeSignal {
  #rung = false;
  #heard: () => void = () => undefined;

  ring(): void {
    this.#rung = true;
    this.#heard();
  }

  /** Returns when rung, or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#heard = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#rung = false;
  }
}
