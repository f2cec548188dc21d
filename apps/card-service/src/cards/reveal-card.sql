-- What the answer to a mint is made of; only for the caller that repeats its Idempotency-Key.
select id as card_id, number_ciphertext, vault_key_id, cap_minor, currency, merchant_lock, valid_until, expiry
from cards
where id = $1
