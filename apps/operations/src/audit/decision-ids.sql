-- Ids of every decision made more than $3 milliseconds ago, in pages.
select decision_id::text as id
from decisions
where decision_id > $1::uuid and decided_at < now() - $3 * interval '1 millisecond'
order by decision_id
limit $2
