import type { EachBatchPayload } from 'kafkajs';
import { pause } from '../kafka/pause';
import type { OffsetCommits } from './offset-commits';

/** The batch is given up without moving its offset: the consumer stops, or the partition was moved. */
export class BatchAbandoned extends Error {
  override readonly name = 'BatchAbandoned';
}

const heartbeatEveryMs = 1_000;

/**
 * This consumer's hold on one fetched batch. kafkajs itself looks at the group only between batches: during a long
 * one nobody would tell the broker that this member lives, nor learn that the partition has moved to another.
 */
export class BatchSession {
  #lost: { readonly error: unknown } | undefined;

  constructor(
    private readonly payload: EachBatchPayload,
    private readonly commits: OffsetCommits,
    private readonly stopping: AbortSignal,
  ) {}

  /** Throws when the partition is no longer ours (the error of the heartbeat that told so), or the consumer is stopping. */
  stillOurs(): void {
    if (this.#lost !== undefined) throw this.#lost.error;
    if (this.stopping.aborted || !this.payload.isRunning() || this.payload.isStale()) {
      throw new BatchAbandoned('the consumer is stopping or was moved');
    }
  }

  /** Runs `work` with heartbeats beside it. A heartbeat that fails does not disturb the work: `stillOurs` throws its error after it. */
  async whileAlive<T>(work: () => Promise<T>): Promise<T> {
    const beats = setInterval(() => {
      this.payload.heartbeat().catch((error: unknown) => {
        this.#lost ??= { error };
      });
    }, heartbeatEveryMs);
    try {
      return await work();
    } finally {
      clearInterval(beats);
    }
  }

  /** Waits, with heartbeats. Throws as `stillOurs` does. */
  async pause(ms: number): Promise<void> {
    await this.whileAlive(() => pause(ms, this.stopping));
    this.stillOurs();
  }

  /** Moves the offset past `offset`, to be committed soon; then a heartbeat, whose error escapes at once. */
  async moveOffset(offset: string): Promise<void> {
    this.payload.resolveOffset(offset);
    this.commits.moved(this.payload);
    if (this.stopping.aborted) await this.commits.flush();
    await this.payload.heartbeat();
  }
}
