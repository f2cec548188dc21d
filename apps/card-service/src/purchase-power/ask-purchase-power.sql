-- Asks the assessment, in the customer's own sequence of events; of a frozen account there is nothing to ask. Balances and
-- profile version are of one snapshot. No lock is taken, for nothing moves: the question may pass an event that is committed
-- in the same moment, and the answer is of the moment before it.
with asked as materialized (
  select
    c.id as customer_id, c.profile_version, a.id as account_id, a.currency, a.granted_minor, a.available_minor,
    a.held_minor, a.owed_minor, a.frozen_at is not null as frozen, clock_timestamp() as at
  from customers c
  join accounts a on a.customer_id = c.id
  where c.id = $1::uuid
),
published as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent, created_at)
  select
    $2::uuid, outbox_bucket(customer_id), 'customer', customer_id, 'purchase-power.requested.v1',
    jsonb_build_object(
      'questionId', $2::uuid, 'customerId', customer_id, 'accountId', account_id, 'currency', currency,
      'account', jsonb_build_object(
        'grantedMinor', granted_minor, 'availableMinor', available_minor, 'heldMinor', held_minor,
        'owedMinor', owed_minor
      ),
      'profileVersion', profile_version, 'requestedAt', utc_instant(at),
      'deadlineAt', utc_instant(at + $3::integer * interval '1 ms')
    ),
    $4, at
  from asked
  where not frozen
)
select frozen, currency, at from asked
