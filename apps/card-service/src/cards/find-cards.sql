-- One row per hash of the input, in order; all null where no card has that number.
select
  c.id as card_id, c.account_id, c.customer_id, c.state, c.cap_minor, c.currency, c.merchant_lock, c.valid_until,
  c.expiry, c.iin, c.last_four, c.mismatches, cu.profile_version
from unnest($1::bytea[]) with ordinality as i (number_hash, position)
left join cards c on c.number_hash = i.number_hash
left join customers cu on cu.id = c.customer_id
order by i.position
