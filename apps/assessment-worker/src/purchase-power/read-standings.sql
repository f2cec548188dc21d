-- One row for each question, in order: the profile, and how debts here were repaid up to the moment it was asked.
select
  customer_profiles.profile,
  clock_timestamp() as read_at,
  debts.cleared_minor - recently.cleared_minor as cleared_before_45_days_minor,
  debts.repaid_minor - later.repaid_minor as repaid_minor
from unnest($1::uuid[], $2::timestamptz[]) with ordinality as question (customer_id, requested_at, position)
left join customer_profiles on customer_profiles.customer_id = question.customer_id
cross join lateral (
  select
    coalesce(sum(customer_debts.cleared_minor), 0)::bigint as cleared_minor,
    coalesce(sum(customer_debts.repaid_minor), 0)::bigint as repaid_minor
  from customer_debts
  where customer_debts.customer_id = question.customer_id
) as debts
cross join lateral (
  select coalesce(sum(clearings.cleared_minor), 0)::bigint as cleared_minor
  from clearings
  where clearings.customer_id = question.customer_id
    and clearings.cleared_at >= question.requested_at - interval '45 days'
) as recently
cross join lateral (
  select coalesce(sum(repayments.amount_minor), 0)::bigint as repaid_minor
  from repayments
  where repayments.customer_id = question.customer_id
    and repayments.repaid_at > question.requested_at
) as later
order by question.position
