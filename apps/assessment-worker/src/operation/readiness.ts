import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';

const ping = loadStatement(__dirname, 'ping.sql');

/** What stands between this process and its work; `reasons` is empty when nothing does. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly reasons: readonly string[];
}

/** Says whether this worker assesses: it reads its topics, and its database answers. */
@Injectable()
export class Readiness {
  #isConsuming: () => boolean = () => false;
  readonly #stopped = new Set<string>();

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Everything is up; `isConsuming` says from now on whether both consumers are members of their groups. */
  markStarted(isConsuming: () => boolean): void {
    this.#isConsuming = isConsuming;
  }

  /** Not ready from now on, for good: `shutting_down`, `consumer_crashed`. */
  markStopped(reason: string): void {
    this.#stopped.add(reason);
  }

  async report(): Promise<ReadinessReport> {
    const reasons = [...this.#stopped];
    if (!this.#isConsuming()) reasons.push('consumer_not_joined');
    if (!(await this.#databaseAnswers())) reasons.push('database_unavailable');
    return { ready: reasons.length === 0, reasons };
  }

  async #databaseAnswers(): Promise<boolean> {
    return ping.rows(this.pool).then(
      () => true,
      () => false,
    );
  }
}
