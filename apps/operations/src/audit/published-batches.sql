-- The ids of what was published more than $3 milliseconds ago, batch by batch, in pages.
select id, event_ids, types
from published_batches
where id > $1 and published_at < now() - $3 * interval '1 millisecond'
order by id
limit $2
