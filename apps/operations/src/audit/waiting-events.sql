-- Every event written more than $3 milliseconds ago, by the clock of the money, that is not published yet, in pages by sequence.
select seq, id::text as id, type
from outbox
where seq > $1 and created_at < current_instant() - $3 * interval '1 millisecond'
order by seq
limit $2
