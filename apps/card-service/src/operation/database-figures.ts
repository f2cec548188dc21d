import { Inject, Injectable } from '@nestjs/common';
import { outboxBacklog } from '@mayfly/messaging';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { MONOTONIC_CLOCK, SIDE_POOL, type MonotonicClock } from '../providers';
import { ServiceMetrics } from './service-metrics';

const alarmingRows = loadStatement(__dirname, 'alarming-rows.sql');

interface AlarmingRows {
  readonly holds_without_owner: bigint;
  readonly set_aside: bigint;
}

/** However often metrics are read, the database is asked this seldom: anybody may read them. */
export const figuresHoldForMs = 5_000;

/** What the database says for the metrics of this process. */
@Injectable()
export class DatabaseFigures {
  #reading: Promise<void> | undefined;
  #readAtMs = -Infinity;

  constructor(
    @Inject(SIDE_POOL) private readonly pool: Pool,
    @Inject(MONOTONIC_CLOCK) private readonly clock: MonotonicClock,
    private readonly metrics: ServiceMetrics,
  ) {}

  /**
   * Brings the figures up to date, unless they are of the last seconds; waits for those that are being read. Never throws:
   * with the database away the last figures stay, and what the process counted itself is worth the more then.
   */
  async refresh(): Promise<void> {
    const nowMs = this.clock.nowMs();
    if (this.#reading === undefined && nowMs - this.#readAtMs >= figuresHoldForMs) {
      this.#readAtMs = nowMs;
      this.#reading = this.read()
        .catch(() => undefined)
        .finally(() => {
          this.#reading = undefined;
        });
    }
    await this.#reading;
  }

  /** One after the other: each takes a connection. */
  private async read(): Promise<void> {
    const backlog = await outboxBacklog(this.pool);
    const [alarming] = await alarmingRows.rows<AlarmingRows>(this.pool);
    this.metrics.observeDatabase(
      Number(backlog.unpublished),
      Number(alarming?.holds_without_owner ?? 0n),
      Number(alarming?.set_aside ?? 0n),
    );
  }
}
