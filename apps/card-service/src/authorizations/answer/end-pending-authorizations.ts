import { Inject, Injectable } from '@nestjs/common';
import { Coalescer, loadStatement, type Executor, type Pool } from '@mayfly/postgres';
import { ServiceMetrics } from '../../operation/service-metrics';
import { POOL } from '../../providers';
import { OUTBOX, type Outbox } from '../../outbox/outbox';
import type { Resolution } from '../authorization';
import { resolutionOf, type ResolutionRow } from '../authorization-row';

/** Why an authorization ends without a decision: its time is over, or the network takes it back. */
export interface Ending {
  readonly authorizationId: string;
  readonly cause: 'deadline' | 'reversal';
}

/** What was found: the final answer, given now (`ended`) or before; or that the deadline is not due yet. */
export type EndingOutcome =
  | { readonly resolution: Resolution; readonly ended: boolean; readonly customerId: string }
  | { readonly remainingMs: number };

interface EndingRow extends ResolutionRow {
  readonly result: 'ended' | 'resolved' | 'not_due';
  readonly remaining_ms: number;
}

const endPendingAuthorizations = loadStatement(__dirname, 'end-pending-authorizations.sql');

/** Ends an authorization that nobody decided: the card is open and the hold released with a receipt. */
@Injectable()
export class EndPendingAuthorizations {
  readonly #endings = new Coalescer<Ending, EndingOutcome | undefined>({
    run: (endings) => this.endAll(endings),
    accountOf: ({ authorizationId }) => authorizationId,
    maxBatch: 128,
    maxQueued: 20_000,
    maxConcurrent: 2,
  });

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** Undefined when there is no such authorization. Repeating it is harmless. */
  execute(ending: Ending): Promise<EndingOutcome | undefined> {
    return this.#endings.submit(ending);
  }

  /** Ends authorizations, which must differ, in the caller's transaction: who wakes the relay after its commit. */
  async within(executor: Executor, endings: readonly Ending[]): Promise<Map<string, EndingOutcome>> {
    this.metrics.batchRan('end-pending-authorizations', endings.length);
    const rows = await endPendingAuthorizations.rows<EndingRow>(executor, [
      endings.map(({ authorizationId }) => authorizationId),
      endings.map(({ cause }) => cause),
    ]);
    return new Map(rows.map((row) => [row.authorization_id, outcomeOf(row)]));
  }

  private async endAll(endings: readonly Ending[]): Promise<(EndingOutcome | undefined)[]> {
    const outcomes = await this.within(this.pool, endings);
    this.outbox.wake(customersOf(outcomes.values()));
    return endings.map(({ authorizationId }) => outcomes.get(authorizationId));
  }
}

/** Those for whom an ending wrote events. */
export function customersOf(outcomes: Iterable<EndingOutcome>): string[] {
  return [...outcomes].flatMap((outcome) =>
    'ended' in outcome && outcome.ended ? [outcome.customerId] : [],
  );
}

function outcomeOf(row: EndingRow): EndingOutcome {
  if (row.result === 'not_due') return { remainingMs: row.remaining_ms };
  return {
    resolution: resolutionOf(row),
    ended: row.result === 'ended',
    customerId: row.customer_id,
  };
}
