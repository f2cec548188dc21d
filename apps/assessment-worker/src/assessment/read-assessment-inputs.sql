-- One row for each request, in order: the decision it already has, the profile, and the facts up to the moment it was made.
-- The names say the windows; a request never sees itself, nor what was made after it. What intake declined on its own never came to an
-- assessment, and is no attempt.
-- $7 the moments in milliseconds, as purchases have them in their index; $8 the most purchases that are looked at for each, the latest.
select
  decisions.event as stored_decision,
  customer_profiles.profile,
  clock_timestamp() as read_at,
  attempts.*,
  mismatches.*,
  history.*,
  debts.cleared_minor - recently.cleared_minor as cleared_before_45_days_minor,
  debts.repaid_minor - later.repaid_minor as repaid_minor
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::bigint[]) with ordinality
  as request (authorization_id, customer_id, card_id, merchant_id, merchant_country, requested_at, at_ms, position)
left join decisions on decisions.authorization_id = request.authorization_id
left join customer_profiles on customer_profiles.customer_id = request.customer_id
cross join lateral (
  select
    count(*) filter (where in_hour) as customer_attempts_last_hour,
    count(*) as customer_attempts_last_day,
    count(*) filter (where on_card and in_hour) as card_attempts_last_hour,
    count(*) filter (where on_card) as card_attempts_last_day
  from (
    select
      purchases.requested_at_ms > request.at_ms - 3600000 as in_hour,
      purchases.card_id = request.card_id as on_card
    from purchases
    where purchases.reached_assessment
      and purchases.customer_id = request.customer_id
      and purchases.requested_at_ms > request.at_ms - 86400000
      and purchases.requested_at_ms <= request.at_ms
      and purchases.authorization_id <> request.authorization_id
    order by purchases.requested_at_ms desc
    limit $8::bigint
  ) as attempt
) as attempts
cross join lateral (
  select count(*) as customer_mismatches_last_day
  from (
    select purchases.resolution_reasons
    from purchases
    where not purchases.reached_assessment
      and purchases.customer_id = request.customer_id
      and purchases.requested_at > request.requested_at - interval '24 hours'
      and purchases.requested_at <= request.requested_at
    order by purchases.requested_at desc
    limit $8::bigint
  ) as refused
  where refused.resolution_reasons && array['cvv_mismatch', 'expiry_mismatch']
) as mismatches
cross join lateral (
  select
    count(*) as purchases_last_90_days,
    coalesce(round(avg(amount_minor)), 0)::bigint as mean_amount_last_90_days_minor,
    coalesce(round(stddev_pop(amount_minor)), 0)::bigint as amount_spread_last_90_days_minor,
    count(*) filter (where at_merchant) as purchases_at_merchant_last_90_days,
    count(*) filter (where in_country) as purchases_in_merchant_country_last_90_days
  from (
    select
      purchases.resolution,
      purchases.amount_minor,
      purchases.merchant_id = request.merchant_id as at_merchant,
      purchases.merchant_country = request.merchant_country as in_country
    from purchases
    where purchases.reached_assessment
      and purchases.customer_id = request.customer_id
      and purchases.requested_at_ms > request.at_ms - 7776000000
      and purchases.requested_at_ms <= request.at_ms
      and purchases.authorization_id <> request.authorization_id
    order by purchases.requested_at_ms desc
    limit $8::bigint
  ) as attempt
  where attempt.resolution = 'approved'
) as history
cross join lateral (
  -- Sums of one row: a plan cannot make it a join that reads the whole table.
  select
    coalesce(sum(customer_debts.cleared_minor), 0)::bigint as cleared_minor,
    coalesce(sum(customer_debts.repaid_minor), 0)::bigint as repaid_minor
  from customer_debts
  where customer_debts.customer_id = request.customer_id
) as debts
cross join lateral (
  select coalesce(sum(clearings.cleared_minor), 0)::bigint as cleared_minor
  from clearings
  where clearings.customer_id = request.customer_id
    and clearings.cleared_at >= request.requested_at - interval '45 days'
) as recently
cross join lateral (
  select coalesce(sum(repayments.amount_minor), 0)::bigint as repaid_minor
  from repayments
  where repayments.customer_id = request.customer_id
    and repayments.repaid_at > request.requested_at
) as later
order by request.position
