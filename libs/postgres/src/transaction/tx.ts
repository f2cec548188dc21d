import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** One open transaction. Passed on explicitly, so that a signature says whether it needs one. */
export class Tx {
  readonly #client: PoolClient;
  readonly #afterCommit: (() => void)[] = [];

  /** Made by `inTransaction` only. */
  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** Runs one statement inside the transaction. */
  query<Row extends QueryResultRow>(statement: QueryConfig): Promise<QueryResult<Row>> {
    return this.#client.query<Row>(statement);
  }

  /** Calls `then` when the transaction is committed, and never when it is not. It must not throw. */
  afterCommit(then: () => void): void {
    this.#afterCommit.push(then);
  }

  /** For `inTransaction` only. */
  committed(): void {
    for (const then of this.#afterCommit) then();
  }
}

/** Where a statement runs: on any connection of the pool, in a transaction of its own, or inside an open one. */
export type Executor = Pool | Tx;

/** Calls `then` once what `executor` did is committed: at once after a statement of its own, at the end of an open transaction. */
export function afterCommit(executor: Executor, then: () => void): void {
  if (executor instanceof Tx) executor.afterCommit(then);
  else then();
}
