-- Keeps a message that belongs to nothing, once, and says whether it is what is kept under its key. Its event is the network's: there is
-- no customer that it could be of. No row: the same key was kept by somebody else at this moment.
with parked as (
  insert into parked_messages (id, network_id, kind, reason, acquirer_id, transmitted_at, stan, terminal_id, message)
  values ($1::uuid, $2::uuid, $3, $4, $5, $6::timestamptz, $7, $8, $9::jsonb)
  on conflict on constraint parked_once do nothing
  returning *
),
published as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent, created_at)
  select uuidv7(), outbox_bucket(network_id), 'network', network_id, 'message.parked.v1',
    jsonb_build_object(
      'parkedId', id, 'networkId', network_id, 'kind', kind, 'reason', reason, 'stan', stan,
      'transmittedAt', utc_instant(transmitted_at), 'receivedAt', utc_instant(received_at)
    ), null, received_at
  from parked
)
select network_id as woken_customer_id, true as is_new, true as is_same from parked
union all
select null, false, message = $9::jsonb from parked_messages
where
  network_id = $2::uuid and kind = $3 and acquirer_id = $5 and transmitted_at = $6::timestamptz and stan = $7 and terminal_id = $8
