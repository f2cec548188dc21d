import type { Pool } from '@mayfly/postgres';

/** What is wrong with the books of this database: empty when balances follow from legs and every transaction sums to zero. */
export async function bookFaults(pool: Pool): Promise<object[]> {
  const unbalanced = await pool.query<object>(
    'select transaction_id from ledger_legs group by transaction_id having sum(amount_minor) <> 0',
  );
  const differing = await pool.query<object>(`
    select a.id
    from accounts a
    left join ledger_balances l on l.account_id = a.id
    where (a.granted_minor, a.available_minor, a.held_minor, a.owed_minor) is distinct from (
      coalesce(l.granted_minor, 0), coalesce(l.available_minor, 0), coalesce(l.held_minor, 0), coalesce(l.owed_minor, 0)
    )`);
  return [...unbalanced.rows, ...differing.rows];
}

/** Books a cleared purchase, as if a merchant had collected it. */
export async function owe(pool: Pool, accountId: string, amountMinor: bigint): Promise<void> {
  await pool.query(
    `with account as (
      update accounts set available_minor = available_minor - $2, owed_minor = owed_minor + $2 where id = $1
    ),
    moves as (
      select * from (values
        (gen_random_uuid(), 'available', 'held', 'hold'), (gen_random_uuid(), 'held', 'owed', 'clearing')
      ) as m (transaction_id, source, target, kind)
    )
    insert into ledger_legs (transaction_id, account_id, ledger_account, amount_minor, kind)
    select transaction_id, $1, source, -$2::bigint, kind from moves
    union all
    select transaction_id, $1, target, $2::bigint, kind from moves`,
    [accountId, amountMinor],
  );
}
