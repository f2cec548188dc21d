import { inTransaction, loadStatement, type Pool } from '@mayfly/postgres';

const lockAccounts = loadStatement(__dirname, 'lock-accounts.sql');
const rebuildBalances = loadStatement(__dirname, 'rebuild-balances.sql');

/**
 * Sets the balances of these accounts to what their ledger legs add up to; returns the accounts whose balances were
 * different, which without a fault are none.
 */
export async function rebuildBalancesOf(pool: Pool, accountIds: readonly string[]): Promise<string[]> {
  return inTransaction(pool, async (tx) => {
    await lockAccounts.rows(tx, [accountIds]);
    const rows = await rebuildBalances.rows<{ account_id: string }>(tx, [accountIds]);
    return rows.map(({ account_id }) => account_id);
  });
}
