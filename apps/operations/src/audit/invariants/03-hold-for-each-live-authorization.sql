-- Exactly one placed hold for each pending or approved authorization, none for the others; what accounts hold is their sum.
select format('authorization %s is %s and its hold is %s', a.id, a.state, coalesce(h.state, 'missing')) as violation
from authorizations a
left join holds h on h.authorization_id = a.id
where a.kind = 'purchase'
  and (a.state in ('pending', 'approved')) <> (coalesce(h.state, 'missing') = 'placed')
union all
select format('account %s holds %s, its placed holds are %s', c.id, c.held_minor, coalesce(sum(h.amount_minor), 0))
from accounts c
left join holds h on h.account_id = c.id and h.state = 'placed'
group by c.id
having c.held_minor <> coalesce(sum(h.amount_minor), 0)
union all
select format('hold %s has no authorization', h.id)
from holds h
left join authorizations a on a.id = h.authorization_id
where a.id is null
