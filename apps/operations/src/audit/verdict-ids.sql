-- Ids of every verdict of a candidate policy made more than $3 milliseconds ago, in pages.
select verdict_id::text as id
from shadow_verdicts
where verdict_id > $1::uuid and shadowed_at < now() - $3 * interval '1 millisecond'
order by verdict_id
limit $2
