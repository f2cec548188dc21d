import { Inject, Injectable } from '@nestjs/common';
import { Coalescer, loadStatement, type Executor, type Pool } from '@mayfly/postgres';
import { ServiceMetrics } from '../operation/service-metrics';
import { OUTBOX_BELL, POOL, type OutboxBell } from '../providers';
import type { Resolution } from './authorization';
import { resolutionOf, type ResolutionRow } from './authorization-row';

/** What the deadline found: the final answer, its own or one that was there before; or that it is not due yet. */
export type DeadlineOutcome =
  | { readonly resolution: Resolution; readonly timedOut: boolean; readonly customerId: string }
  | { readonly remainingMs: number };

interface DeadlineRow extends ResolutionRow {
  readonly result: 'timed_out' | 'resolved' | 'not_due';
  readonly remaining_ms: number;
}

const timeOutAuthorizations = loadStatement(__dirname, 'time-out-authorizations.sql');

/** Ends, at its deadline, an authorization that nobody decided: the card is open and the hold released with a receipt. */
@Injectable()
export class TimeOutAuthorizations {
  readonly #due = new Coalescer<string, DeadlineOutcome | undefined>({
    run: (ids) => this.timeOutAll(ids),
    accountOf: (id) => id,
    maxBatch: 128,
    maxQueued: 20_000,
    maxConcurrent: 2,
  });

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUTBOX_BELL) private readonly bell: OutboxBell,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** Undefined when there is no such authorization. Repeating it is harmless. */
  execute(authorizationId: string): Promise<DeadlineOutcome | undefined> {
    return this.#due.submit(authorizationId);
  }

  /** Times out what is due of `ids`, which must differ, in the caller's transaction: it rings the bell after its commit. */
  async within(executor: Executor, ids: readonly string[]): Promise<Map<string, DeadlineOutcome>> {
    this.metrics.batchRan('time-out-authorizations', ids.length);
    const rows = await timeOutAuthorizations.rows<DeadlineRow>(executor, [ids]);
    return new Map(rows.map((row) => [row.authorization_id, outcomeOf(row)]));
  }

  private async timeOutAll(ids: readonly string[]): Promise<(DeadlineOutcome | undefined)[]> {
    const outcomes = await this.within(this.pool, ids);
    this.bell.ring(customersOf(outcomes.values()));
    return ids.map((id) => outcomes.get(id));
  }
}

/** Those for whom a timeout wrote events. */
export function customersOf(outcomes: Iterable<DeadlineOutcome>): string[] {
  return [...outcomes].flatMap((outcome) =>
    'timedOut' in outcome && outcome.timedOut ? [outcome.customerId] : [],
  );
}

function outcomeOf(row: DeadlineRow): DeadlineOutcome {
  if (row.result === 'not_due') return { remainingMs: row.remaining_ms };
  return {
    resolution: resolutionOf(row),
    timedOut: row.result === 'timed_out',
    customerId: row.customer_id,
  };
}
