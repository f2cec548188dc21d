import { afterCommit, loadStatement, type Executor, type Statement } from '@mayfly/postgres';
import type { Outbox } from './outbox';

/** A statement that writes events. Its rows name, in `woken_customer_id`, the customers that have new ones. */
export class PublishingStatement {
  constructor(private readonly statement: Statement) {}

  /** Runs it, and wakes the relay once what it wrote is committed. For the rest see {@link Statement.rows}. */
  async rows<Row extends object>(
    outbox: Outbox,
    executor: Executor,
    params: readonly unknown[],
  ): Promise<Row[]> {
    const rows = await this.statement.rows<Row & { woken_customer_id: string | null }>(executor, params);
    const customers = rows.flatMap(({ woken_customer_id: customer }) => customer ?? []);
    if (customers.length > 0) {
      afterCommit(executor, () => {
        outbox.wake(customers);
      });
    }
    return rows;
  }
}

/** Reads a statement that writes events from the `.sql` file beside the code that runs it. */
export function loadPublishingStatement(dirname: string, fileName: string): PublishingStatement {
  return new PublishingStatement(loadStatement(dirname, fileName));
}
