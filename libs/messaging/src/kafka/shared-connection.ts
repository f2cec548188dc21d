interface Connectable {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

/** A client that is connected on first use and then shared; a failed attempt is forgotten, so that the next use tries again. */
export class SharedConnection<T extends Connectable> {
  #connected: Promise<T> | undefined;

  constructor(private readonly create: () => T) {}

  get(): Promise<T> {
    this.#connected ??= this.#connect();
    return this.#connected;
  } /** Forgets the client, and closes it when `lastUse` has settled; the next use makes a new one. */
  async close(lastUse: Promise<unknown> = Promise.resolve()): Promise<void> {
    const connected = this.#connected;
    this.#connected = undefined;
    await lastUse.catch(() => undefined);
    const client = await connected?.catch(() => undefined);
    await client?.disconnect();
  }
  async #connect(): Promise<T> {
    const client = this.create();
    try {
      await client.connect();
      return client;
    } catch (error) {
      this.#connected = undefined;
      throw error;
    }
  }
}
