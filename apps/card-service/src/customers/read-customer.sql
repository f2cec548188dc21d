-- A customer with the account, and what may keep it from paying. Overdue is what was collected more than 45 days ago and is
-- not paid back, by the assessment's own arithmetic: repayments go to the oldest debt first, and nobody is overdue for more
-- than is owed. It began 45 days after the oldest purchase that the repayments do not reach in full.
select
  c.id as customer_id, a.id as account_id, c.country, a.currency, c.profile_version, c.created_at as opened_at,
  a.granted_minor, a.available_minor, a.held_minor, a.owed_minor, a.payable_minor, a.frozen_at, c.unverified,
  greatest(least(due.cleared_minor - repaid.minor, a.owed_minor), 0) as overdue_minor,
  due.since as overdue_since
from customers c
join accounts a on a.customer_id = c.id
cross join lateral (
  select
    coalesce((select sum(amount_minor) from repayments where customer_id = c.id), 0)::bigint
      + coalesce((select sum(refunded_minor) from authorizations where customer_id = c.id), 0)::bigint as minor
) repaid
cross join lateral (
  select
    coalesce(max(cleared_minor), 0)::bigint as cleared_minor,
    min(closed_at) filter (where cleared_minor > repaid.minor) + interval '45 days' as since
  from (
    select closed_at, sum(cleared_minor) over (order by closed_at, id) as cleared_minor
    from authorizations
    where customer_id = c.id and cleared_minor > 0 and closed_at < current_instant() - interval '45 days'
  ) as cleared
) due
where c.id = $1
