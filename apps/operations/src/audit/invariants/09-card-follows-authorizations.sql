-- A card is claimed exactly while a purchase on it is pending, used once the one purchase on it was approved, and never without one.
select format('card %s is %s, its authorizations are %s', c.id, c.state, coalesce(string_agg(a.state, ', '), 'none')) as violation
from cards c
left join authorizations a on a.card_id = c.id and a.kind = 'purchase'
group by c.id
having (c.state = 'claimed') <> coalesce(bool_or(a.state = 'pending'), false)
    or (c.state <> 'used'
        and coalesce(bool_or(a.single_use and a.state in ('approved', 'reversed', 'expired', 'cleared')), false))
    or (c.state = 'used' and not coalesce(bool_or(a.state in ('approved', 'reversed', 'expired', 'cleared')), false))
