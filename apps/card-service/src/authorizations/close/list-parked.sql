-- Parked messages, newest first: $1 at most, those before $2 when it is not null.
select
  id as "parkedId", network_id as "networkId", kind, reason, acquirer_id as "acquirerId", terminal_id as "terminalId", stan,
  transmitted_at as "transmittedAt", message, received_at as "receivedAt"
from parked_messages
where $2::uuid is null or (received_at, id) < (select received_at, id from parked_messages where id = $2::uuid)
order by received_at desc, id desc
limit $1::integer
