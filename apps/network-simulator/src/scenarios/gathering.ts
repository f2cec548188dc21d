/**
 * Where scenarios that play at the same time wait for each other: what happens to the whole system happens once all of them are
 * there, and once for all of them.
 */
export class Gathering {
  #members: number;
  #arrived = 0;
  #happening: Promise<void> | undefined;
  #release: ((happened: Promise<void>) => void) | undefined;
  #act: (() => Promise<void>) | undefined;

  constructor(members: number) {
    this.#members = members;
  }

  /** Settles when `act`, that of the last to come, is done. */
  async meet(act: () => Promise<void>): Promise<void> {
    this.#happening ??= new Promise((resolve) => {
      this.#release = resolve;
    });
    const happening = this.#happening;
    this.#arrived += 1;
    this.#act = act;
    this.goOnWhenComplete();
    await happening;
  }

  /** One fewer is waited for. */
  leave(): void {
    this.#members -= 1;
    this.goOnWhenComplete();
  }

  private goOnWhenComplete(): void {
    if (this.#arrived === 0 || this.#arrived < this.#members) return;
    const [release, act] = [this.#release, this.#act];
    this.#arrived = 0;
    this.#happening = undefined;
    if (act !== undefined) release?.(act());
  }
}
