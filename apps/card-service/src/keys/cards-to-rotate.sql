-- Cards whose number can still be read, and is not under the current keys. $1 vault key, $2 lookup key, $3 the last card that was
-- looked at, $4 cards at once.
select id as card_id, number_ciphertext, vault_key_id
from cards
where
  number_ciphertext is not null and (vault_key_id <> $1::text or lookup_key_id is distinct from $2::text)
  and id > $3::uuid
order by id
limit $4::integer
