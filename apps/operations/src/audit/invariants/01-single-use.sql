-- A one-time card has at most one authorization that was ever approved or may still be.
select format('card %s has %s live authorizations', card_id, count(*)) as violation
from authorizations
where state in ('pending', 'approved', 'reversed', 'expired', 'cleared')
group by card_id
having count(*) > 1
