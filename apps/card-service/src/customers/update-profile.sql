-- The profile itself is kept by the topic alone. The row keeps the version, which grows by one by compare-and-set, and what
-- is not verified, each with the moment since which it is not.
with locked as (
  select id, customer_id, currency from accounts where customer_id = $1 for no key update
),
current as (
  select c.id, c.profile_version, c.unverified, l.currency
  from customers c
  join locked l on l.customer_id = c.id
  for no key update of c
),
changed as (
  update customers c
  set
    profile_version = c.profile_version + 1,
    unverified = (
      select coalesce(
        jsonb_object_agg(part, coalesce(current.unverified ->> part, utc_instant(current_instant()))), '{}'
      )
      from unnest($6::text[]) as part
    )
  from current
  where c.id = current.id and current.profile_version = $2
  returning c.id, c.profile_version, current.currency
),
event as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent)
  select $3::uuid, outbox_bucket(id), 'customer', id, 'customer.profile.v1',
    $4::jsonb || jsonb_build_object('customerId', id, 'version', profile_version, 'currency', currency), $5
  from changed
)
select
  case when ch.id is null then 'stale' else 'changed' end as outcome,
  ch.id as woken_customer_id, coalesce(ch.profile_version, cu.profile_version) as profile_version
from current cu
left join changed ch using (id)
