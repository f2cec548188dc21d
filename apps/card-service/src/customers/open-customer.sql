-- A customer, the account with its purchase power, the ledger's first legs, the profile's first version, and the answer to
-- the caller's Idempotency-Key. No row when the claim to the key was lost.
with claim as (
  select principal_id, idempotency_key
  from idempotency_keys
  where principal_id = $11 and idempotency_key = $12 and claim_id = $13 and answer is null
  for update
),
-- One moment, for who was never verified is so from the first on.
moment as materialized (
  select current_instant() as at
),
customer as (
  insert into customers (id, country, unverified, created_at)
  select
    $1, $3, (select coalesce(jsonb_object_agg(part, utc_instant(at)), '{}') from unnest($10::text[]) as part), at
  from claim, moment
  returning id, country, profile_version, created_at, unverified
),
account as (
  insert into accounts (id, customer_id, currency, granted_minor, available_minor, held_minor, owed_minor)
  select $2, c.id, $4, $5::bigint, $5::bigint, 0, 0 from customer c
  returning *
),
legs as (
  insert into ledger_legs (transaction_id, account_id, ledger_account, amount_minor, kind)
  select $6::uuid, a.id, leg.ledger_account, leg.amount_minor, 'grant'
  from account a
  cross join lateral (values ('granted', -a.granted_minor), ('available', a.granted_minor))
    as leg (ledger_account, amount_minor)
),
event as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent)
  select $7::uuid, outbox_bucket(c.id), 'customer', c.id, 'customer.profile.v1',
    $8::jsonb || jsonb_build_object('customerId', c.id, 'version', c.profile_version, 'currency', a.currency), $9
  from customer c
  cross join account a
),
answered as (
  update idempotency_keys k
  set answer = jsonb_build_object('customerId', c.id)
  from customer c, claim
  where k.principal_id = claim.principal_id and k.idempotency_key = claim.idempotency_key
)
select
  c.id as woken_customer_id, c.id as customer_id, a.id as account_id, c.country, a.currency, c.profile_version, c.created_at as opened_at,
  a.granted_minor, a.available_minor, a.held_minor, a.owed_minor, a.payable_minor, a.frozen_at, c.unverified,
  0::bigint as overdue_minor, null::timestamptz as overdue_since
from customer c
cross join account a
