-- The rows of authorizations, in the order asked for.
select a.*
from unnest($1::uuid[]) with ordinality as member (authorization_id, ordinal)
join authorizations a on a.id = member.authorization_id
order by member.ordinal
