import { Client } from 'pg';

export interface ListenOptions {
  /** Called after each new connection but the first: notifications sent in between are lost, so catch up. */
  readonly onReconnect?: () => void;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

/** A running subscription. */
export interface Listener {
  /** Ends the subscription; bounded, also when PostgreSQL is away. */
  close(): Promise<void>;
}

const firstDelayMs = 50;
const longestDelayMs = 2_000;
const connectTimeoutMs = 1_000;
const keepAliveDelayMs = 10_000;
const closeTimeoutMs = 1_000;

/**
 * Calls `handler` with the payload of each notification on `channel`, over a connection of its own that is opened again
 * whenever it is lost. Resolves once PostgreSQL listens; rejects if the first connection fails.
 */
export async function listen(
  url: string,
  channel: string,
  handler: (payload: string) => void,
  options: ListenOptions = {},
): Promise<Listener> {
  const subscription = new Subscription(url, channel, handler, options);
  await subscription.open();
  return subscription;
}

class Subscription implements Listener {
  #client: Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #attempt = 0;
  #closed = false;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly handler: (payload: string) => void,
    private readonly options: ListenOptions,
  ) {}

  async open(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: connectTimeoutMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: keepAliveDelayMs,
      application_name: this.options.applicationName ?? `listen ${this.channel}`,
    });
    this.#client = client;
    client.on('notification', ({ payload }) => {
      this.handler(payload ?? '');
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(this.channel)}`);
    } catch (error) {
      await endWithin(client);
      throw error;
    }
    client.once('end', () => {
      this.reopenLater();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    if (this.#client) await endWithin(this.#client);
  }

  private reopenLater(): void {
    if (this.#closed) return;
    const ceilingMs = Math.min(longestDelayMs, firstDelayMs * 2 ** this.#attempt);
    this.#attempt += 1;
    // Half of it is chance, so that many instances do not come back in the same instant.
    const delayMs = ceilingMs * (0.5 + Math.random() / 2);
    this.#retry = setTimeout(() => void this.reopen(), delayMs);
  }

  private async reopen(): Promise<void> {
    try {
      await this.open();
    } catch {
      this.reopenLater();
      return;
    }
    if (this.#closed) return this.close();
    this.#attempt = 0;
    this.options.onReconnect?.();
  }
}

/** A server that stands still never says goodbye. */
async function endWithin(client: Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeTimeoutMs);
  });
  await Promise.race([client.end().catch(() => undefined), timeout]);
  clearTimeout(timer);
}
