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
    card_changed(
      customer_id, account_id, masked_card(id, iin, last_four), state, 'cancel_requested', version, current_instant()
    ), $4
  from changed
)
select
  changed.customer_id as woken_customer_id,
  cu.id as card_id, cu.customer_id, cu.iin, cu.last_four, coalesce(changed.state, cu.state) as state, cu.cap_minor,
  cu.currency, cu.merchant_lock, cu.valid_until, cu.minted_at
from current cu
left join changed using (id)
