-- Chooses approved authorizations whose hold is past its time, at most $1, and locks their accounts; see
-- claim-overdue-authorizations.sql for why in this order, and why locked ones are skipped.
with expired as materialized (
  select authorization_id, account_id
  from holds
  where
    state = 'placed' and expires_at <= clock_timestamp()
    and exists (select from authorizations a where a.id = holds.authorization_id and a.state = 'approved')
  order by expires_at
  limit $1::integer
),
locked_account as materialized (
  select id from accounts
  where id = any (array(select account_id from expired))
  order by id
  for no key update skip locked
)
select expired.authorization_id as id
from expired
join locked_account on locked_account.id = expired.account_id
