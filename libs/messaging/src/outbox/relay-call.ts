import { listen, loadStatement, type Listener, type Pool } from '@mayfly/postgres';

const channel = 'outbox_wake';
const wakeRelays = loadStatement(__dirname, 'wake-relays.sql');
const shareWord = 'share';

/** What one relay tells the others. */
export type Call =
  { readonly kind: 'share' } | { readonly kind: 'rows'; readonly buckets: readonly number[] };

/** Hears the calls of other relays. A call can be lost with a connection: `caughtUp` then says that it is back. */
export async function hearCalls(
  url: string,
  heard: (call: Call) => void,
  caughtUp: () => void,
): Promise<Listener> {
  const handler = (payload: string): void => {
    heard(
      payload === shareWord ? { kind: 'share' } : { kind: 'rows', buckets: payload.split(',').map(Number) },
    );
  };
  return listen(url, channel, handler, { onReconnect: caughtUp, applicationName: 'outbox relay' });
}

/** Calls the other relays; outside any transaction. At most one statement at a time: what comes meanwhile goes together. */
export class RelayCaller {
  #buckets = new Set<number>();
  #busy = false;

  constructor(
    private readonly pool: Pool,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** There are buckets to take. */
  async callToShare(): Promise<void> {
    await wakeRelays.rows(this.pool, [shareWord]);
  }

  /** There are new rows in these buckets, which others hold. Never throws: their own poll is the net underneath. */
  callForRows(buckets: Iterable<number>): void {
    for (const bucket of buckets) this.#buckets.add(bucket);
    if (this.#busy) return;
    this.#busy = true;
    this.#drain()
      .catch(this.failed)
      .finally(() => {
        this.#busy = false;
      });
  }

  async #drain(): Promise<void> {
    while (this.#buckets.size > 0) {
      const buckets = [...this.#buckets];
      this.#buckets.clear();
      await wakeRelays.rows(this.pool, [buckets.join(',')]);
    }
  }
}
