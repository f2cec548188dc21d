-- The newest of what the keys of the settings have to open: a card's number, and a signing secret. Nulls where there is none.
select
  c.id as card_id, c.number_hash, c.number_ciphertext, c.vault_key_id, c.verification_key_id,
  k.id as key_id, k.signing_secret_ciphertext
from (select) as always
left join lateral (
  select * from cards where number_ciphertext is not null order by minted_at desc limit 1
) c on true
left join lateral (
  select * from api_keys where signing_secret_ciphertext is not null and revoked_at is null order by created_at desc limit 1
) k on true
