-- One row for each question, in order: the profile, and how debts here were repaid up to the moment it was asked.
select
  customer_profiles.profile,
  clock_timestamp() as read_at,
  cleared.*,
  repaid.*
from unnest($1::uuid[], $2::timestamptz[]) with ordinality as question (customer_id, requested_at, position)
left join customer_profiles on customer_profiles.customer_id = question.customer_id
cross join lateral (
  select coalesce(sum(closed_minor), 0)::bigint as cleared_before_45_days_minor
  from purchases
  where purchases.customer_id = question.customer_id
    and purchases.closing = 'cleared'
    and purchases.closed_at < question.requested_at - interval '45 days'
) as cleared
cross join lateral (
  select coalesce(sum(amount_minor), 0)::bigint as repaid_minor
  from repayments
  where repayments.customer_id = question.customer_id
    and repayments.repaid_at <= question.requested_at
) as repaid
order by question.position
