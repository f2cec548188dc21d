import { Inject, Injectable } from '@nestjs/common';
import { ProcessCondition } from '@mayfly/process';
import type { Pool } from '@mayfly/postgres';
import { SIDE_POOL } from '../providers';

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
export class Readiness extends ProcessCondition {
  constructor(@Inject(SIDE_POOL) pool: Pool) {
    super(pool);
  }

  async report(): Promise<ReadinessReport> {
    const { stopped, started, consuming, databaseAnswers } = await this.observe();
    const reasons = [...stopped];
    if (!started) reasons.push('starting');
    if (!databaseAnswers) reasons.push('database_unavailable');
    const degraded = started && !consuming ? ['consumer_not_joined'] : [];
    return { ready: reasons.length === 0, reasons, degraded };
  }
}
