-- The repayment that a payment was booked as, for a call that brings the payment again under another Idempotency-Key; the key
-- gets its answer if the call is the same. $1 payment reference, $2 customer, $3 amount, $4 currency, $5 … $7 the claim.
with stored as (
  select receipt, customer_id = $2::uuid and amount_minor = $3::bigint and currency = $4::text as same
  from repayments
  where payment_reference = $1
),
answered as (
  update idempotency_keys k
  set answer = s.receipt
  from stored s
  where s.same and k.principal_id = $5::uuid and k.idempotency_key = $6::text and k.claim_id = $7::uuid
)
select receipt, same from stored
