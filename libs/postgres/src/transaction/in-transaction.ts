import type { Pool, PoolClient } from 'pg';
import { CommitOutcomeUnknown } from '../errors/commit-outcome-unknown';
import { isRefusedStatement } from '../errors/connection-lost';
import { isUnavailable } from '../errors/is-unavailable';
import { withClient } from '../pool/with-client';
import { Tx } from './tx';

/**
 * Runs `work` in one transaction: commits when it returns, rolls back when it throws, and throws on what it threw.
 *
 * @throws CommitOutcomeUnknown when the connection is lost during COMMIT.
 */
export async function inTransaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  let unusable = false;
  return withClient(
    pool,
    () => unusable,
    async (client) => {
      try {
        await client.query('BEGIN');
        const tx = new Tx(client);
        const result = await work(tx);
        await commit(client);
        tx.committed();
        return result;
      } catch (error) {
        // On a lost connection ROLLBACK would only wait for its own timeout; losing it rolls back as well.
        unusable = isUnavailable(error) || !(await rollBack(client));
        throw error;
      }
    },
  );
}

async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT').catch((error: unknown) => {
    throw isRefusedStatement(error) ? error : new CommitOutcomeUnknown(error);
  });
  // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK, and no error.
  if (command !== 'COMMIT') {
    throw new Error('Rolled back instead of committed: the work went on after a statement had failed');
  }
}

async function rollBack(client: PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
}
