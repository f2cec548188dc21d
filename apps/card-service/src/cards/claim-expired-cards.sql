-- Chooses open cards past their validity, at most $1, and locks their accounts; what another instance or a purchase has locked
-- waits for the next sweep, and what is set aside for its time.
with due as materialized (
  select c.id, c.account_id, s.id is not null as was_aside
  from cards c
  left join set_aside s on s.kind = 'expired_card' and s.id = c.id
  where
    c.state = 'open' and c.valid_until <= current_instant()
    and (s.id is null or s.try_again_at <= current_instant())
  order by c.valid_until
  limit $1::integer
),
locked as materialized (
  select id from accounts
  where id in (select account_id from due)
  order by id
  for no key update skip locked
)
select due.id, due.was_aside
from due
join locked on locked.id = due.account_id
