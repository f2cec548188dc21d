-- A card is claimed exactly while an authorization of it is pending, and used exactly when one was approved.
select format('card %s is %s, its authorizations are %s', c.id, c.state, coalesce(string_agg(a.state, ', '), 'none')) as violation
from cards c
left join authorizations a on a.card_id = c.id and a.kind = 'purchase'
group by c.id
having (c.state = 'claimed') <> coalesce(bool_or(a.state = 'pending'), false)
    or (c.state = 'used') <> coalesce(bool_or(a.state in ('approved', 'reversed', 'expired', 'cleared')), false)
