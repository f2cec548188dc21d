/** A signal: given while nobody waits, it is got by the next who does. */
export class WakeSignal {
  #given = false;
  #heard: () => void = () => undefined;

  give(): void {
    this.#given = true;
    this.#heard();
  }

  /** Returns when it is given, or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.#given) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#heard = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#given = false;
  }
}
