-- Asks the assessment, one question per row of the input, each in its customer's own sequence of events; of a frozen account
-- there is nothing to ask. One row out per row in, in order; all null for an unknown customer.
-- Balances and profile version are of one snapshot. No lock is taken, for nothing moves: a question may pass an event that is
-- committed in the same moment, and the answer is of the moment before it.
with input as (
  select *
  from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality
    as i (customer_id, question_id, traceparent, position)
),
asked as materialized (
  select
    i.position, i.question_id, i.traceparent, c.id as customer_id, c.profile_version, a.id as account_id, a.currency,
    a.granted_minor, a.available_minor, a.held_minor, a.owed_minor, a.frozen_at is not null as frozen,
    current_instant() as at
  from input i
  join customers c on c.id = i.customer_id
  join accounts a on a.customer_id = c.id
),
published as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent, created_at)
  select
    question_id, outbox_bucket(customer_id), 'customer', customer_id, 'purchase-power.requested.v1',
    jsonb_build_object(
      'questionId', question_id, 'customerId', customer_id, 'accountId', account_id, 'currency', currency,
      'account', account_balances(granted_minor, available_minor, held_minor, owed_minor),
      'profileVersion', profile_version, 'requestedAt', utc_instant(at),
      'deadlineAt', utc_instant(at + $4::integer * interval '1 ms')
    ),
    traceparent, at
  from asked
  where not frozen
  order by position
)
select case when not a.frozen then a.customer_id end as woken_customer_id, a.frozen, a.currency, a.at
from input i
left join asked a using (position)
order by i.position
