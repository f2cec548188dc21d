-- Only an open card can be cancelled; the account is locked before the card, as every statement about money does.
with locked as (
  select a.id
  from accounts a
  join cards c on c.account_id = a.id
  where c.id = $1 and c.customer_id = coalesce($2::uuid, c.customer_id)
  for no key update of a
),
current as (
  select c.*
  from cards c
  join locked l on l.id = c.account_id
  where c.id = $1
  for no key update of c
),
changed as (
  update cards c
  set state = 'cancelled', number_ciphertext = null, version = c.version + 1
  from current
  where c.id = current.id and current.state = 'open'
  returning c.id, c.account_id, c.customer_id, c.state, c.iin, c.last_four, c.version
),
event as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent)
  select $3::uuid, outbox_bucket(customer_id), 'customer', customer_id, 'card.changed.v1',
    jsonb_build_object(
      'customerId', customer_id, 'accountId', account_id,
      'card', jsonb_build_object('cardId', id, 'iin', iin, 'lastFour', last_four),
      'state', state, 'cause', 'cancel_requested', 'version', version,
      'changedAt', utc_instant(clock_timestamp())),
    $4
  from changed
)
select
  changed.id is not null as changed,
  cu.id as card_id, cu.customer_id, cu.iin, cu.last_four, coalesce(changed.state, cu.state) as state, cu.cap_minor,
  cu.currency, cu.merchant_lock, cu.valid_until, cu.minted_at
from current cu
left join changed using (id)
