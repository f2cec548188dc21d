-- One row per number of the input, in order; all null where no card has it. $1 hashes, under every generation of the key, and
-- $2 the places of the numbers they are of, from 0.
select distinct on (i.position)
  c.id as card_id, c.account_id, c.customer_id, c.state, c.cap_minor, c.currency, c.merchant_lock, c.valid_until,
  c.expiry, c.iin, c.last_four, c.mismatches, cu.profile_version,
  coalesce(c.verification_key_id, (select verification_key_id from first_key_generation)) as verification_key_id
from unnest($1::bytea[], $2::integer[]) as i (number_hash, position)
left join lateral (select * from cards where cards.number_hash = i.number_hash limit 1) c on true
left join lateral (select profile_version from customers where id = c.customer_id limit 1) cu on true
order by i.position, c.id
