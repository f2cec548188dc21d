-- Chooses pending authorizations that are past their deadline by more than $1 ms, at most $2, and locks their accounts.
-- Chosen without locks, locked in the order of every money statement; accounts that are locked already are left to
-- whoever holds them, so that several sweepers neither wait for each other nor deadlock. What is set aside waits for its time.
with overdue as materialized (
  select a.id, a.account_id, s.id is not null as was_aside
  from authorizations a
  left join set_aside s on s.kind = 'overdue_authorization' and s.id = a.id
  where
    a.state = 'pending' and a.deadline_at < current_instant() - $1::integer * interval '1 ms'
    and (s.id is null or s.try_again_at <= current_instant())
  order by deadline_at
  limit $2::integer
),
locked_account as materialized (
  select id from accounts
  where id = any (array(select account_id from overdue))
  order by id
  for no key update skip locked
)
select overdue.id, overdue.was_aside
from overdue
join locked_account on locked_account.id = overdue.account_id
