-- Expires cards that are open and past their validity. $1 cards. One row for each that it expired.
with due as materialized (
  select id, account_id from cards where id = any ($1::uuid[])
),
locked_account as materialized (
  select id from accounts
  where id in (select account_id from due)
  order by id
  for no key update
),
current as materialized (
  select id, state, valid_until from cards
  where id = any ($1::uuid[]) and (select count(*) from locked_account) > 0
  order by id
  for no key update
),
expired as (
  update cards c
  set state = 'expired', number_ciphertext = null, version = c.version + 1
  from current
  where c.id = current.id and current.state = 'open' and current.valid_until <= current_instant()
  returning c.id, c.account_id, c.customer_id, c.state, c.iin, c.last_four, c.version
),
events as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload)
  select uuidv7(), outbox_bucket(customer_id), 'customer', customer_id, 'card.changed.v1',
    card_changed(
      customer_id, account_id, masked_card(id, iin, last_four), state, 'validity_over', version, current_instant()
    )
  from expired
)
select customer_id as woken_customer_id from expired
