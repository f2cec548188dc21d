-- Messages that belong to nothing we know, newest first, $1 at most, with whoever sent them.
select
  m.id::text as id, m.kind, m.reason, coalesce(p.name, m.network_id::text) as sender, m.stan, utc_instant(m.transmitted_at) as transmitted_at,
  utc_instant(m.received_at) as received_at, m.message
from parked_messages m
left join parties p on p.id = m.network_id
order by m.received_at desc, m.id desc
limit $1::integer
