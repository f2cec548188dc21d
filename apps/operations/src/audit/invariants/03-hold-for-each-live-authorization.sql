-- Something is held for each pending or approved purchase and each pending increment, nothing for the others; what accounts hold is
-- the sum.
select format('authorization %s is %s and its hold is %s', a.id, a.state, coalesce(h.state, 'missing')) as violation
from authorizations a
left join holds h on h.authorization_id = a.id
where
  (a.state = 'pending' or (a.state = 'approved' and a.kind = 'purchase')) <> (coalesce(h.state, 'missing') = 'placed')
  or (a.state = 'approved' and a.kind = 'increment') <> (coalesce(h.state, 'missing') = 'merged')
union all
select format('account %s holds %s, its holds are %s', c.id, c.held_minor, coalesce(sum(h.held_minor), 0))
from accounts c
left join holds h on h.account_id = c.id and h.state = 'placed'
group by c.id
having c.held_minor <> coalesce(sum(h.held_minor), 0)
union all
select format('hold %s has no authorization', h.id)
from holds h
left join authorizations a on a.id = h.authorization_id
where a.id is null
