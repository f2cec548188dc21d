-- A bounded number of open cards past their validity. What another instance or a purchase has locked waits for the
-- next sweep. Returns the customers that have new events.
with due as (
  select id, account_id
  from cards
  where state = 'open' and valid_until <= now()
  order by valid_until
  limit $1
),
locked as (
  select id
  from accounts
  where id in (select account_id from due)
  order by id
  for no key update skip locked
),
current as (
  select c.id
  from cards c
  join due using (id)
  join locked l on l.id = c.account_id
  where c.state = 'open'
  order by c.id
  for no key update of c skip locked
),
expired as (
  update cards c
  set state = 'expired', number_ciphertext = null, version = c.version + 1
  from current
  where c.id = current.id
  returning c.id, c.account_id, c.customer_id, c.state, c.iin, c.last_four, c.version
),
events as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload)
  select uuidv7(), outbox_bucket(customer_id), 'customer', customer_id, 'card.changed.v1',
    jsonb_build_object(
      'customerId', customer_id, 'accountId', account_id,
      'card', jsonb_build_object('cardId', id, 'iin', iin, 'lastFour', last_four),
      'state', state, 'cause', 'validity_over', 'version', version,
      'changedAt', utc_instant(clock_timestamp()))
  from expired
)
select customer_id from expired
