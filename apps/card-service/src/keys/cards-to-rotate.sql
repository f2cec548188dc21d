-- The cards, of the next $4 after $3, whose number can be read and is not under the current keys; one row with the last of the $4
-- when there are none such. So a statement looks at no more cards than that, however few of them are left. $1 vault key, $2 lookup key.
with page as materialized (
  select id, number_ciphertext, vault_key_id, lookup_key_id
  from cards
  where id > $3::uuid
  order by id
  limit $4::integer
)
select l.id as last_id, p.id as card_id, p.number_ciphertext, p.vault_key_id
from (select id from page order by id desc limit 1) l
left join page p
  on p.number_ciphertext is not null
  and (p.vault_key_id <> $1::text or p.lookup_key_id is distinct from $2::text)
order by p.id
