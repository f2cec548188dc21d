-- Erases the numbers that may not be shown any more because they are 24 hours old; the statements that end a card erase its
-- number themselves. At most $1; several instances may sweep at once.
with due as (
  select id
  from cards
  where number_ciphertext is not null and minted_at <= current_instant() - interval '24 hours'
  order by minted_at
  limit $1::integer
  for no key update skip locked
)
update cards c
set number_ciphertext = null
from due
where c.id = due.id
returning c.id
