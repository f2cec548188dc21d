-- One row for each request, in order: the decision it already has, the profile, and the facts up to the moment it was made.
-- The names say the windows; a request never sees itself, nor what was made after it.
select
  decisions.event as stored_decision,
  customer_profiles.profile,
  clock_timestamp() as read_at,
  history.*,
  cleared.*,
  repaid.*
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[]) with ordinality
  as request (authorization_id, customer_id, card_id, merchant_id, merchant_country, requested_at, position)
left join decisions on decisions.authorization_id = request.authorization_id
left join customer_profiles on customer_profiles.customer_id = request.customer_id
cross join lateral (
  select
    count(*) filter (where is_attempt and age < interval '1 hour') as customer_attempts_last_hour,
    count(*) filter (where is_attempt and age < interval '1 day') as customer_attempts_last_day,
    count(*) filter (where is_attempt and on_card and age < interval '1 hour') as card_attempts_last_hour,
    count(*) filter (where is_attempt and on_card and age < interval '1 day') as card_attempts_last_day,
    count(*) filter (where is_mismatch and age < interval '1 day') as customer_mismatches_last_day,
    count(*) filter (where is_purchase) as purchases_last_90_days,
    coalesce(round(avg(amount_minor) filter (where is_purchase)), 0)::bigint as mean_amount_last_90_days_minor,
    coalesce(round(stddev_pop(amount_minor) filter (where is_purchase)), 0)::bigint
      as amount_spread_last_90_days_minor,
    count(*) filter (where is_purchase and at_merchant) as purchases_at_merchant_last_90_days,
    count(*) filter (where is_purchase and in_country) as purchases_in_merchant_country_last_90_days
  from (
    select
      purchases.amount_minor,
      request.requested_at - purchases.requested_at as age,
      -- What intake declined on its own never came to an assessment.
      purchases.resolution_origin is distinct from 'intake' as is_attempt,
      coalesce(purchases.resolution_reasons && array['cvv_mismatch', 'expiry_mismatch'], false) as is_mismatch,
      coalesce(purchases.resolution = 'approved', false) as is_purchase,
      purchases.card_id = request.card_id as on_card,
      purchases.merchant_id = request.merchant_id as at_merchant,
      purchases.merchant_country = request.merchant_country as in_country
    from purchases
    where purchases.customer_id = request.customer_id
      and purchases.requested_at > request.requested_at - interval '90 days'
      and purchases.requested_at <= request.requested_at
      and purchases.authorization_id <> request.authorization_id
  ) as earlier
) as history
cross join lateral (
  select coalesce(sum(closed_minor), 0)::bigint as cleared_before_45_days_minor
  from purchases
  where purchases.customer_id = request.customer_id
    and purchases.closing = 'cleared'
    and purchases.closed_at < request.requested_at - interval '45 days'
) as cleared
cross join lateral (
  select coalesce(sum(amount_minor), 0)::bigint as repaid_minor
  from repayments
  where repayments.customer_id = request.customer_id
    and repayments.repaid_at <= request.requested_at
) as repaid
order by request.position
