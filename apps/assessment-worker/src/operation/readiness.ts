import { Inject, Injectable } from '@nestjs/common';
import { ProcessCondition } from '@mayfly/process';
import type { Pool } from '@mayfly/postgres';
import { POOL } from '../providers';

/** What stands between this process and its work; `reasons` is empty when nothing does. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly reasons: readonly string[];
}

/** Says whether this worker assesses: it reads its topics, and its database answers. */
@Injectable()
export class Readiness extends ProcessCondition {
  constructor(@Inject(POOL) pool: Pool) {
    super(pool);
  }

  async report(): Promise<ReadinessReport> {
    const { stopped, consuming, databaseAnswers } = await this.observe();
    const reasons = [...stopped];
    if (!consuming) reasons.push('consumer_not_joined');
    if (!databaseAnswers) reasons.push('database_unavailable');
    return { ready: reasons.length === 0, reasons };
  }
}
