import { createHash } from 'node:crypto';
import type { QueryConfig, QueryResultRow } from 'pg';
import { isRefusedStatement } from '../errors/connection-lost';
import { withClient } from '../pool/with-client';
import { Tx, type Executor } from '../transaction/tx';

/** PostgreSQL cuts longer names off, and two of them could become one. */
const longestName = 63;

/** One SQL statement, prepared once on each connection under a name that changes with its text. */
export class Statement {
  /** The name under which PostgreSQL knows it, in pg_prepared_statements. */
  readonly name: string;

  constructor(
    title: string,
    readonly text: string,
  ) {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
    this.name = `${title.slice(0, longestName - hash.length - 1)}-${hash}`;
  }

  /**
   * Runs it with `$1` … `$n` and gives its rows.
   *
   * Arrays of bigint, string, Date, boolean and null may be passed as they are. A value for a jsonb parameter has to be
   * JSON text already: the driver would make a PostgreSQL array out of a JavaScript one.
   *
   * @param executor the pool (a transaction of its own) or an open transaction
   */
  async rows<Row extends object>(executor: Executor, params: readonly unknown[] = []): Promise<Row[]> {
    const query: QueryConfig = { name: this.name, text: this.text, values: [...params] };
    if (executor instanceof Tx) return (await executor.query<Row & QueryResultRow>(query)).rows;
    const isBroken = (error: unknown) => !isRefusedStatement(error);
    return withClient(
      executor,
      isBroken,
      async (client) => (await client.query<Row & QueryResultRow>(query)).rows,
    );
  }
}
