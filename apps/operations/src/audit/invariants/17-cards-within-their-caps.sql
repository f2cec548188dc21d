-- What a card is committed to is what its authorizations hold and have cost, and above the cap only by what had to be booked.
with cost as (
  select a.card_id, sum(coalesce(h.held_minor, 0) + a.cleared_minor) as committed_minor, bool_or(a.forced) as forced
  from authorizations a
  left join holds h on h.authorization_id = a.id
  group by a.card_id
)
select format('card %s is committed to %s, its authorizations to %s', c.id, c.committed_minor, coalesce(cost.committed_minor, 0)) as violation
from cards c
left join cost on cost.card_id = c.id
where c.committed_minor <> coalesce(cost.committed_minor, 0)
union all
select format('card %s is committed to %s, above its cap of %s, and no message says why', c.id, c.committed_minor, c.cap_minor)
from cards c
join cost on cost.card_id = c.id
where
  c.committed_minor > c.cap_minor and not cost.forced
  and not exists (
    select from authorizations a join movements m on m.authorization_id = a.id
    where a.card_id = c.id and m.beyond_hold_minor + m.added_minor > 0
  )
