-- The hold of an approved authorization is released between its expiry and one sweep later ($1, milliseconds).
select format('hold %s is placed, %s past its expiry', h.id, current_instant() - h.expires_at) as violation
from holds h
join authorizations a on a.id = h.authorization_id
where h.state = 'placed' and a.state = 'approved' and h.expires_at + $1 * interval '1 millisecond' < current_instant()
union all
select format('hold %s was released as expired before its expiry', r.hold_id)
from hold_releases r
join holds h on h.id = r.hold_id
where r.cause = 'expired' and r.released_at < h.expires_at
