-- What still needs each generation: a number that can be read its vault key, and so a secret of an API key; a card its lookup key;
-- one that may still be used its verification key. $1 the vault keys; null of a secret: it names none of them.
with cards_alike as materialized (
  select
    c.vault_key_id,
    coalesce(c.lookup_key_id, f.lookup_key_id) as lookup_key_id,
    coalesce(c.verification_key_id, f.verification_key_id) as verification_key_id,
    c.number_ciphertext is not null as is_readable,
    c.state in ('open', 'claimed') as is_usable,
    count(*) as cards
  from cards c
  left join first_key_generation f on true
  group by 1, 2, 3, 4, 5
),
secrets as (
  select signing_secret_ciphertext as ciphertext from api_keys where signing_secret_ciphertext is not null
  union all
  select answer_ciphertext from issued_key_answers
),
needs (setting, key_id, needed_by, needing) as (
  select 'CARD_VAULT_KEY', vault_key_id, 'numbers', cards from cards_alike where is_readable
  union all
  select 'CARD_VAULT_KEY', k.key_id, 'secrets', 1
  from secrets s
  left join unnest($1::text[]) as k (key_id) on k.key_id = encode(substring(s.ciphertext from 1 for 8), 'hex')
  union all
  select 'CARD_LOOKUP_KEY', lookup_key_id, case when is_usable then 'usable cards' else 'ended cards' end, cards
  from cards_alike
  union all
  select 'CARD_VERIFICATION_KEY', verification_key_id, 'usable cards', cards from cards_alike where is_usable
)
select setting, key_id, needed_by, sum(needing)::bigint as count
from needs
group by setting, key_id, needed_by
order by setting, key_id, needed_by
