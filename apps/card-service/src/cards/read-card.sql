select
  id as card_id, customer_id, iin, last_four, state, cap_minor, currency, merchant_lock, valid_until, minted_at
from cards
where id = $1
