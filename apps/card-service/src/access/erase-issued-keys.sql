-- A bounded number of answers past their 24 hours; several instances may sweep at once.
delete from issued_key_answers
where key_id in (
  select key_id
  from issued_key_answers
  where issued_at < current_instant() - interval '24 hours'
  order by issued_at
  limit $1
  for update skip locked
)
returning key_id
