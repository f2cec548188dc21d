import type { Pool, PoolClient } from 'pg';

/**
 * Lends one connection to `work`. It goes back to the pool unless it was lost, or `isBroken` says so of the error thrown.
 *
 * `pool.query` would throw the connection away after every error, also after a plain unique violation.
 */
export async function withClient<T>(
  pool: Pool,
  isBroken: (error: unknown) => boolean,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  // The pool listens to idle connections only: a lent one that is lost between two statements would end the process.
  const markBroken = () => {
    broken = true;
  };
  client.on('error', markBroken);
  try {
    return await work(client);
  } catch (error) {
    broken ||= isBroken(error);
    throw error;
  } finally {
    client.off('error', markBroken);
    client.release(broken);
  }
}
