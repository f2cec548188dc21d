-- $1 key ids, $2 seconds. Of a key that another instance recorded a moment ago there is nothing to write.
with used as (
  select id
  from api_keys
  where id = any ($1::uuid[]) and (last_used_at is null or last_used_at < current_instant() - make_interval(secs => $2))
  order by id
  for no key update skip locked
)
update api_keys k
set last_used_at = current_instant()
from used
where k.id = used.id
returning k.id as key_id
