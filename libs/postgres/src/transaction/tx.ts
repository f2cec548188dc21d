import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** One open transaction. Passed on explicitly, so that a signature says whether it needs one. */
export class Tx {
  readonly #client: PoolClient;

  /** Made by `inTransaction` only. */
  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** Runs one statement inside the transaction. */
  query<Row extends QueryResultRow>(statement: QueryConfig): Promise<QueryResult<Row>> {
    return this.#client.query<Row>(statement);
  }
}

/** Where a statement runs: on any connection of the pool, in a transaction of its own, or inside an open one. */
export type Executor = Pool | Tx;
