-- What merchants collected of each authorization so far, in parts or after its end: a debt since the first part. What was collected
-- only grows, so that the order in which parts are told does not matter, nor does one that comes again. The customer's debts grow
-- by what a clearing grows. Clearings are locked before debts, each by id.
with told as (
  select
    authorization_id,
    any_value(customer_id) as customer_id,
    max(cleared_minor) as cleared_minor,
    min(cleared_at) as cleared_at
  from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[])
    as told (authorization_id, customer_id, cleared_minor, cleared_at)
  where cleared_minor > 0
  group by authorization_id
),
recorded as (
  insert into clearings as known (authorization_id, customer_id, cleared_minor, cleared_at)
  select authorization_id, customer_id, cleared_minor, cleared_at
  from told
  order by authorization_id
  on conflict (authorization_id) do update set
    cleared_minor = greatest(known.cleared_minor, excluded.cleared_minor),
    cleared_at = least(known.cleared_at, excluded.cleared_at)
    where known.cleared_minor < excluded.cleared_minor or known.cleared_at > excluded.cleared_at
  returning new.customer_id, new.cleared_minor - coalesce(old.cleared_minor, 0) as grown_minor
)
insert into customer_debts as known (customer_id, cleared_minor, repaid_minor)
select customer_id, sum(grown_minor), 0
from recorded
where grown_minor > 0
group by customer_id
order by customer_id
on conflict (customer_id) do update set cleared_minor = known.cleared_minor + excluded.cleared_minor
