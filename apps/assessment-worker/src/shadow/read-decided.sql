-- What the policy in force decided, and what it decided from: the decision that is stored, whichever worker made it.
select decisions.event, decisions.snapshot, clock_timestamp() as read_at
from unnest($1::uuid[]) with ordinality as asked (authorization_id, position)
join decisions using (authorization_id)
order by asked.position
