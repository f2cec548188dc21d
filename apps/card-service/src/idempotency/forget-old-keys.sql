-- A bounded number of keys past their 24 hours; several instances may sweep at once.
delete from idempotency_keys
where (principal_id, idempotency_key) in (
  select principal_id, idempotency_key
  from idempotency_keys
  where claimed_at < current_instant() - interval '24 hours'
  order by claimed_at
  limit $1
  for update skip locked
)
returning idempotency_key
