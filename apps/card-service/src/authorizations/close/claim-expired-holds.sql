-- Chooses approved authorizations whose hold is past its time, at most $1, and locks their accounts; see
-- claim-overdue-authorizations.sql for why in this order, and why locked ones are skipped.
with expired as materialized (
  select h.authorization_id, h.account_id, s.id is not null as was_aside
  from holds h
  left join set_aside s on s.kind = 'expired_hold' and s.id = h.authorization_id
  where
    h.state = 'placed' and h.expires_at <= current_instant()
    and exists (select from authorizations a where a.id = h.authorization_id and a.state = 'approved')
    and (s.id is null or s.try_again_at <= current_instant())
  order by expires_at
  limit $1::integer
),
locked_account as materialized (
  select id from accounts
  where id = any (array(select account_id from expired))
  order by id
  for no key update skip locked
)
select expired.authorization_id as id, expired.was_aside
from expired
join locked_account on locked_account.id = expired.account_id
