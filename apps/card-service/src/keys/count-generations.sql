-- What still needs each generation: a number that can be read its vault key, a card its lookup key, one that may still be used
-- its verification key.
select 'CARD_VAULT_KEY' as setting, vault_key_id as key_id, count(*) as cards
from cards where number_ciphertext is not null group by vault_key_id
union all
select 'CARD_LOOKUP_KEY', lookup_key_id, count(*) from cards group by lookup_key_id
union all
select 'CARD_VERIFICATION_KEY', verification_key_id, count(*)
from cards where state in ('open', 'claimed') group by verification_key_id
order by 1, 2
