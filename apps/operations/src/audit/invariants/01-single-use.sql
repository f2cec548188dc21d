-- A one-time card has at most one purchase that we ever approved or may still approve. What a network approved in our place, the
-- increments of the one purchase, and the purchases on a split card are not bound to one; nothing else is.
select format('card %s has %s live authorizations', card_id, count(*)) as violation
from authorizations
where single_use and state in ('pending', 'approved', 'reversed', 'expired', 'cleared')
group by card_id
having count(*) > 1
union all
select format('authorization %s is bound to no single use, and nothing says why', a.id)
from authorizations a
join cards c on c.id = a.card_id
where not a.single_use and not a.forced and a.kind <> 'increment' and c.uses = 'single'
