-- What the answer to a mint is made of; only for the caller that repeats its Idempotency-Key. The number is shown while the card
-- is open, and for 24 hours.
select
  id as card_id, state, vault_key_id, cap_minor, currency, merchant_lock, valid_until, expiry,
  coalesce(verification_key_id, (select verification_key_id from first_key_generation)) as verification_key_id,
  case
    when state = 'open' and valid_until > current_instant() and minted_at > current_instant() - interval '24 hours'
      then number_ciphertext
  end as number_ciphertext
from cards
where id = $1
