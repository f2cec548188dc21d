-- A bounded number of keys past their 24 hours; several instances may sweep at once.
with old as materialized (
  select principal_id, idempotency_key
  from idempotency_keys
  where claimed_at < current_instant() - interval '24 hours'
  order by claimed_at
  limit $1
  for update skip locked
)
delete from idempotency_keys k
using old
where
  k.principal_id = old.principal_id and k.idempotency_key = old.idempotency_key
  and k.principal_id = any (array(select principal_id from old))
returning k.idempotency_key
