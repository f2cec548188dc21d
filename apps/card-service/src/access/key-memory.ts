/** Remembers a bounded number of things by name, each for some time; the one remembered longest ago makes room. */
export class KeyMemory<Value> {
  readonly #entries = new Map<string, Entry<Value>>();

  constructor(private readonly most: number) {}

  /** What is remembered under the name, be it fresh or past its time. */
  get(name: string): Entry<Value> | undefined {
    return this.#entries.get(name);
  }

  /** @param untilMs by the clock of the caller */
  remember(name: string, value: Value, untilMs: number): void {
    this.#entries.delete(name);
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size >= this.most) this.#entries.delete(oldest);
    this.#entries.set(name, { value, untilMs });
  }

  delete(name: string): void {
    this.#entries.delete(name);
  }

  clear(): void {
    this.#entries.clear();
  }
}

interface Entry<Value> {
  readonly value: Value;
  readonly untilMs: number;
}
