-- A number is readable only while its card is open, and for 24 hours.
select format('card %s is %s, minted at %s, and its number can still be read', id, state, minted_at) as violation
from cards
where
  number_ciphertext is not null
  and (
    state not in ('open', 'claimed')
    -- The sweeper comes once a second; an hour says that it does not come.
    or minted_at < current_instant() - interval '25 hours'
  )
