-- Moves a repayment from owed to available, never more than is owed, and never the same payment twice; ledger, event and the
-- answer to the caller's Idempotency-Key go with it.
with claim as (
  select principal_id, idempotency_key
  from idempotency_keys
  where principal_id = $8 and idempotency_key = $9 and claim_id = $10 and answer is null
  for update
),
locked as (
  select a.*
  from accounts a
  where a.customer_id = $1 and exists (select from claim)
  for no key update
),
receipt as (
  select l.id as account_id, l.customer_id, moment.at, jsonb_build_object(
    'repaymentId', $4::uuid, 'customerId', l.customer_id, 'accountId', l.id, 'amountMinor', $2::bigint,
    'currency', l.currency,
    'repaidAt', utc_instant(moment.at),
    'account', account_balances(
      l.granted_minor, l.available_minor + $2::bigint, l.held_minor, l.owed_minor - $2::bigint
    )
  ) as body
  from locked l
  cross join (select current_instant() as at) moment
  where l.currency = $3 and l.owed_minor >= $2::bigint
),
-- What follows happens only if nobody has booked this payment.
repayment as (
  insert into repayments (id, account_id, customer_id, amount_minor, currency, repaid_at, payment_reference, receipt)
  select $4, account_id, customer_id, $2, $3, at, $11::text, body from receipt
  on conflict (payment_reference) do nothing
  returning account_id, customer_id, receipt as body
),
repaid as (
  update accounts a
  set owed_minor = a.owed_minor - $2::bigint, available_minor = a.available_minor + $2::bigint, version = a.version + 1
  from repayment r
  where a.id = r.account_id
),
legs as (
  insert into ledger_legs (transaction_id, account_id, ledger_account, amount_minor, kind)
  select $5::uuid, r.account_id, leg.ledger_account, leg.amount_minor, 'repayment'
  from repayment r
  cross join lateral (values ('owed', -$2::bigint), ('available', $2::bigint)) as leg (ledger_account, amount_minor)
),
event as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent)
  select $6::uuid, outbox_bucket(customer_id), 'customer', customer_id, 'account.repaid.v1', body, $7
  from repayment
),
answered as (
  update idempotency_keys k
  set answer = r.body
  from claim c, repayment r
  where k.principal_id = c.principal_id and k.idempotency_key = c.idempotency_key
)
select
  case
    when not exists (select from claim) then 'claim_lost'
    when not exists (select from locked) then 'customer_unknown'
    when r.body is not null then 'repaid'
    when (select currency from locked) <> $3 then 'other_currency'
    when not exists (select from receipt) then 'more_than_owed'
    else 'booked_before'
  end as outcome,
  r.customer_id as woken_customer_id, r.body as receipt
from (select) as always
left join repayment r on true
