-- The earliest report counts, in whatever order they come; one may come before its purchase.
insert into purchases (authorization_id, customer_id, card_id, fraud_reported_at_ms)
select authorization_id, customer_id, card_id, fraud_reported_at_ms
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[])
  as told (authorization_id, customer_id, card_id, fraud_reported_at_ms)
order by authorization_id
on conflict (authorization_id) do update set
  fraud_reported_at_ms = excluded.fraud_reported_at_ms
  where purchases.fraud_reported_at_ms is null
    or purchases.fraud_reported_at_ms > excluded.fraud_reported_at_ms
