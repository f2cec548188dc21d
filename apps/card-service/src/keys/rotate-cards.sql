-- Puts cards under the current keys; one row for each that was. A card whose number was erased or moved meanwhile is left, and so
-- is one whose number another card has under the current key. $1 cards, $2 their envelopes as they were read, $3 the new ones,
-- $4 hashes; $5 vault key, $6 lookup key.
with member as materialized (
  select * from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[])
    as m (card_id, read_envelope, envelope, number_hash)
),
locked as materialized (
  select id, number_ciphertext from cards where id = any ($1::uuid[]) order by id for no key update skip locked
)
update cards c
set
  number_ciphertext = m.envelope, vault_key_id = $5::text, number_hash = m.number_hash, lookup_key_id = $6::text
from member m
join locked l on l.id = m.card_id
where
  c.id = m.card_id and l.number_ciphertext = m.read_envelope
  and not exists (select from cards o where o.number_hash = m.number_hash and o.id <> m.card_id)
returning c.id as card_id
