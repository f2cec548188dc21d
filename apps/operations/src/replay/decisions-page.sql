-- The next $5 decisions after ($1, $2), made from $3 up to $4.
select
  authorization_id,
  decision_id,
  decided_at,
  event,
  snapshot,
  snapshot_hash
from decisions
where (decided_at, decision_id) > ($1::timestamptz, $2::uuid)
  and decided_at >= $3::timestamptz
  and decided_at <= $4::timestamptz
order by decided_at, decision_id
limit $5
