-- What a network asked for by this key; $6: what it told us by this key that it had approved.
select *, ceil(1000 * greatest(-1, extract(epoch from deadline_at - current_instant())))::integer as remaining_ms
from authorizations
where
  network_id = $1::uuid and acquirer_id = $2::text and transmitted_at = $3::timestamptz and stan = $4::text
  and terminal_id = $5::text and forced = $6::boolean
