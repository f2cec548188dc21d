import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';

const ping = loadStatement(__dirname, 'ping.sql');

/** What stands between this process and its work. */
export interface ReadinessReport {
  readonly ready: boolean;
  /** Why it takes no traffic; empty when it does. */
  readonly reasons: readonly string[];
  /** What does not work, but keeps nobody from being answered. */
  readonly degraded: readonly string[];
}

/**
 * Says whether this process should get traffic. Kafka being away is no reason against it: purchases are then declined
 * 91 at their deadline, and that answer is better than none.
 */
@Injectable()
export class Readiness {
  private started = false;
  private readonly stopped = new Set<string>();
  private consuming: () => boolean = () => false;

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Everything is up; `isConsuming` says from now on whether decisions come in. */
  markStarted(isConsuming: () => boolean): void {
    this.consuming = isConsuming;
    this.started = true;
  }

  /** Takes no traffic from now on, for good: `shutting_down`, `consumer_crashed`. */
  markStopped(reason: string): void {
    this.stopped.add(reason);
  }

  async report(): Promise<ReadinessReport> {
    const reasons = [...this.stopped];
    if (!this.started) reasons.push('starting');
    if (!(await this.databaseAnswers())) reasons.push('database_unavailable');
    const degraded = this.started && !this.consuming() ? ['consumer_not_joined'] : [];
    return { ready: reasons.length === 0, reasons, degraded };
  }

  private async databaseAnswers(): Promise<boolean> {
    try {
      await ping.rows(this.pool);
      return true;
    } catch {
      return false;
    }
  }
}
