-- The purchases that the fraud features of each request are computed from: one row for each request, in order. Bounded, as
-- FeatureFacts are: of each history the latest purchases, and one more, which tells where the others are cut.
--
-- A history is bytes, latest first: instant and amount of each purchase as two double-precision numbers. Marked purchases
-- are those that were reported, or made at the request's own merchant; they come apart, with the instant of the report as a
-- third number (infinity: none), and who or where in an array.
--
-- Of several requests at one merchant the earliest reads its history, each later one only what came in between.
with request as (
  select
    *,
    at_ms - 604800000 as settled_ms,
    lag(at_ms) over (partition by merchant_id, currency order by at_ms) as earlier_ms
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bpchar[], $5::bigint[]) with ordinality
    as request (authorization_id, customer_id, merchant_id, currency, at_ms, position)
)
select
  coalesce(own.reached_assessment, false) as is_stored,
  own.fraud_reported_at_ms::float8 as reported_at_ms,
  customer.*,
  recent.*,
  settled.*
from request
left join purchases as own on own.authorization_id = request.authorization_id
cross join lateral (
  select
    string_agg(float8send(at_ms) || float8send(amount_minor), '') filter (where not is_marked) as customer_purchases,
    string_agg(
      float8send(at_ms) || float8send(amount_minor) || float8send(coalesce(reported_at_ms, 'infinity'::float8)), ''
    ) filter (where is_marked) as customer_marked,
    array_agg(is_here) filter (where is_marked) as customer_marked_here
  from (
    select
      requested_at_ms as at_ms,
      amount_minor,
      fraud_reported_at_ms::float8 as reported_at_ms,
      merchant_id = request.merchant_id and currency = request.currency as is_here,
      fraud_reported_at_ms is not null
        or (merchant_id = request.merchant_id and currency = request.currency) as is_marked
    from purchases
    where purchases.reached_assessment
      and purchases.customer_id = request.customer_id
      and requested_at_ms >= request.at_ms - 5184000000
      and requested_at_ms < request.at_ms
    order by requested_at_ms desc
    limit $6::bigint + 1
  ) as purchase
) as customer
cross join lateral (
  select
    string_agg(float8send(at_ms) || float8send(amount_minor), '') filter (where not is_marked) as recent_purchases,
    string_agg(float8send(at_ms) || float8send(amount_minor) || float8send(reported_at_ms), '')
      filter (where is_marked) as recent_marked,
    array_agg(customer_id) filter (where is_marked) as recent_marked_customers
  from (
    select
      requested_at_ms as at_ms,
      amount_minor,
      fraud_reported_at_ms::float8 as reported_at_ms,
      customer_id,
      fraud_reported_at_ms is not null as is_marked
    from purchases
    where purchases.reached_assessment
      and purchases.merchant_id = request.merchant_id
      and purchases.currency = request.currency
      and requested_at_ms >= greatest(earlier_ms, settled_ms + 1)
      and requested_at_ms < request.at_ms
    order by requested_at_ms desc
    limit $7::bigint + 1
  ) as purchase
) as recent
cross join lateral (
  select
    string_agg(float8send(at_ms) || float8send(amount_minor), '') filter (where not is_marked) as settled_purchases,
    string_agg(float8send(at_ms) || float8send(amount_minor) || float8send(reported_at_ms), '')
      filter (where is_marked) as settled_marked,
    array_agg(customer_id) filter (where is_marked) as settled_marked_customers
  from (
    select
      requested_at_ms as at_ms,
      amount_minor,
      fraud_reported_at_ms::float8 as reported_at_ms,
      customer_id,
      fraud_reported_at_ms is not null as is_marked
    from purchases
    where purchases.reached_assessment
      and purchases.merchant_id = request.merchant_id
      and purchases.currency = request.currency
      and requested_at_ms >= greatest(earlier_ms - 604800000 + 1, request.at_ms - 5788800000)
      and requested_at_ms <= settled_ms
    order by requested_at_ms desc
    limit $8::bigint + 1
  ) as purchase
) as settled
order by request.position
