-- The newest numbers that the keys of the settings have to open and find; at most $1.
select
  id as card_id, number_hash, number_ciphertext, vault_key_id,
  coalesce(verification_key_id, (select verification_key_id from first_key_generation)) as verification_key_id
from cards
where number_ciphertext is not null
order by minted_at desc
limit $1::integer
