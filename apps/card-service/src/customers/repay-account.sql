-- Moves a repayment from owed to available, never more than is owed; ledger, event and the answer to the caller's
-- Idempotency-Key go with it.
with claim as (
  select principal_id, idempotency_key
  from idempotency_keys
  where principal_id = $8 and idempotency_key = $9 and claim_id = $10 and answer is null
  for update
),
locked as (
  select a.id, a.customer_id, a.currency, a.owed_minor
  from accounts a
  where a.customer_id = $1 and exists (select from claim)
  for no key update
),
repaid as (
  update accounts a
  set owed_minor = a.owed_minor - $2::bigint, available_minor = a.available_minor + $2::bigint, version = a.version + 1
  from locked
  where a.id = locked.id and locked.currency = $3 and locked.owed_minor >= $2::bigint
  returning a.*
),
repayment as (
  insert into repayments (id, account_id, customer_id, amount_minor, currency)
  select $4, id, customer_id, $2, currency from repaid
  returning id, repaid_at
),
legs as (
  insert into ledger_legs (transaction_id, account_id, ledger_account, amount_minor, kind)
  select $5::uuid, r.id, leg.ledger_account, leg.amount_minor, 'repayment'
  from repaid r
  cross join lateral (values ('owed', -$2::bigint), ('available', $2::bigint)) as leg (ledger_account, amount_minor)
),
receipt as (
  select r.customer_id, jsonb_build_object(
    'repaymentId', p.id, 'customerId', r.customer_id, 'accountId', r.id, 'amountMinor', $2::bigint,
    'currency', r.currency,
    'repaidAt', utc_instant(p.repaid_at),
    'account', jsonb_build_object(
      'grantedMinor', r.granted_minor, 'availableMinor', r.available_minor,
      'heldMinor', r.held_minor, 'owedMinor', r.owed_minor)
  ) as body
  from repaid r
  cross join repayment p
),
event as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent)
  select $6::uuid, outbox_bucket(customer_id), 'customer', customer_id, 'account.repaid.v1', body, $7
  from receipt
),
answered as (
  update idempotency_keys k
  set answer = receipt.body
  from claim, receipt
  where k.principal_id = claim.principal_id and k.idempotency_key = claim.idempotency_key
)
select
  case
    when not exists (select from claim) then 'claim_lost'
    when not exists (select from locked) then 'customer_unknown'
    when receipt.body is not null then 'repaid'
    when (select currency from locked) <> $3 then 'other_currency'
    else 'more_than_owed'
  end as outcome,
  receipt.body as receipt
from (select) as always
left join receipt on true
