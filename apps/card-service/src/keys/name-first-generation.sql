-- Writes into cards from before there were generations which one they are of. $1 lookup key, $2 verification key, $3 cards at once.
with nameless as (
  select id
  from cards
  where lookup_key_id is null or verification_key_id is null
  order by id
  limit $3::integer
  for no key update skip locked
)
update cards c
set
  lookup_key_id = coalesce(c.lookup_key_id, $1::text),
  verification_key_id = coalesce(c.verification_key_id, $2::text)
from nameless n
where c.id = n.id
returning c.id
