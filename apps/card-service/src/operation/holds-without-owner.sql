-- Money that is held for nobody: there must be none, at any instant.
select count(*) as holds
from holds h
left join authorizations a on a.id = h.authorization_id
where h.state = 'placed' and (a.id is null or a.state not in ('pending', 'approved'))
