import { Inject, Injectable } from '@nestjs/common';
import { Coalescer, loadStatement, type Executor, type Pool } from '@mayfly/postgres';
import type { Authorization } from '../authorization';
import { authorizationOf, type AuthorizationRow } from '../authorization-row';
import { ServiceMetrics } from '../../operation/service-metrics';
import { POOL } from '../../providers';
import { OUTBOX, type Outbox } from '../../outbox/outbox';

/** The end of an approved authorization that is asked for. */
export interface Closing {
  readonly authorizationId: string;
  /** Who asks: the network that sent it; null for the sweeper. */
  readonly networkId: string | null;
  readonly state: 'reversed' | 'cleared' | 'expired';
}

/** `repeated`: closed this way before; `not_closable`: in another state; `unknown`: there is none, or it is another network's. */
export type ClosingResult = 'closed' | 'repeated' | 'not_closable' | 'not_due' | 'unknown';

/** What became of a closing, with the authorization as it is now (absent when unknown). */
export interface ClosingOutcome {
  readonly result: ClosingResult;
  readonly authorization: Authorization | undefined;
}

interface ClosingRow {
  readonly result: ClosingResult;
  readonly authorization_id: string;
  /** Null unless closed. */
  readonly customer_id: string | null;
}

const closeAuthorizations = loadStatement(__dirname, 'close-authorizations.sql');
const readAuthorizations = loadStatement(__dirname, 'read-authorizations.sql');

/** Closes approved authorizations in sets: what is held is released or captured in the same statement. */
@Injectable()
export class CloseAuthorizations {
  readonly #closings = new Coalescer<Closing, ClosingOutcome>({
    run: (closings) => this.closeAll(closings),
    accountOf: ({ authorizationId }) => authorizationId,
    maxBatch: 128,
    maxQueued: 5_000,
    maxConcurrent: 2,
  });

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** Repeating it is harmless, also when its outcome is not known. */
  execute(closing: Closing): Promise<ClosingOutcome> {
    return this.#closings.submit(closing);
  }

  /** Closes what can be closed, of authorizations that differ, in the caller's transaction. */
  async within(executor: Executor, closings: readonly Closing[]): Promise<ClosingRow[]> {
    this.metrics.batchRan('close-authorizations', closings.length);
    return closeAuthorizations.rows<ClosingRow>(executor, [
      closings.map(({ authorizationId }) => authorizationId),
      closings.map(({ networkId }) => networkId),
      closings.map(({ state }) => state),
    ]);
  }

  private async closeAll(closings: readonly Closing[]): Promise<ClosingOutcome[]> {
    const results = await this.within(this.pool, closings);
    this.outbox.wake(closedCustomersOf(results));
    const known = results.filter(({ result }) => result !== 'unknown');
    const rows = await readAuthorizations.rows<AuthorizationRow>(this.pool, [
      known.map(({ authorization_id }) => authorization_id),
    ]);
    const authorizations = new Map(rows.map((row) => [row.id, authorizationOf(row)]));
    return results.map(({ result, authorization_id }) => ({
      result,
      authorization: result === 'unknown' ? undefined : authorizations.get(authorization_id),
    }));
  }
}

/** Those for whom a closing wrote events. */
export function closedCustomersOf(rows: readonly ClosingRow[]): string[] {
  return rows.flatMap(({ customer_id }) => (customer_id === null ? [] : [customer_id]));
}
