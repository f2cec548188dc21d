-- The facts of a batch of requests in one statement, as FeatureFacts defines them. A reference for whoever keeps the
-- purchases in PostgreSQL; the table and its indexes are the reader's:
--   purchase(id, customer_id, terminal_id, amount_minor bigint, at_ms bigint, reported_at_ms bigint null = no report),
--   indexes (customer_id, at_ms) and (terminal_id, at_ms). The batch's own purchases must be in the table already, or be
--   joined to it, so that requests of one batch see each other. A report sets
--   reported_at_ms = least(reported_at_ms, its own arrival); one that comes before its purchase waits elsewhere.
-- Parameters: $1 ids, $2 at_ms, $3 customer ids, $4 terminal ids, each an array with an element for each request.
-- Answers one row for each request, in no order; null stands for undefined.
with request as (
  select id, at_ms, customer_id, terminal_id, at_ms - 604800000 as settled_ms
  from unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) as r(id, at_ms, customer_id, terminal_id)
)
select request.id, customer.*, outliers.*, terminal.*, run.*
from request
cross join lateral (
  select
    count(*) filter (where p.at_ms >= request.at_ms - 86400000) as customer_count_1d,
    count(*) filter (where p.at_ms >= request.at_ms - 604800000) as customer_count_7d,
    count(*) filter (where p.at_ms >= request.at_ms - 2592000000) as customer_count_30d,
    coalesce(sum(amount_minor) filter (where p.at_ms >= request.at_ms - 86400000), 0) as customer_sum_1d,
    coalesce(sum(amount_minor) filter (where p.at_ms >= request.at_ms - 604800000), 0) as customer_sum_7d,
    coalesce(sum(amount_minor) filter (where p.at_ms >= request.at_ms - 2592000000), 0) as customer_sum_30d,
    count(*) as customer_count,
    coalesce(sum(amount_minor), 0) as customer_sum,
    coalesce(sum(least(amount_minor, 3000000) * least(amount_minor, 3000000)), 0) as customer_sum_squares,
    percentile_disc(0.5) within group (order by amount_minor) as median_minor,
    max(amount_minor) filter (where (reported_at_ms <= request.at_ms) is not true) as largest_good_minor,
    min(p.at_ms) as first_at_ms,
    max(p.at_ms) as last_at_ms,
    count(*) filter (where p.terminal_id = request.terminal_id) as count_here,
    count(*) filter (where reported_at_ms <= request.at_ms) as customer_reported,
    max(p.at_ms) filter (where reported_at_ms <= request.at_ms) as customer_last_reported_at_ms
  from purchase p
  where p.customer_id = request.customer_id
    and p.at_ms >= request.at_ms - 5184000000 and p.at_ms < request.at_ms
) customer
cross join lateral (
  select count(*) as outliers
  from purchase p
  where p.customer_id = request.customer_id
    and p.at_ms >= request.at_ms - 1209600000 and p.at_ms < request.at_ms
    and 2 * p.amount_minor > 5 * customer.median_minor
) outliers
cross join lateral (
  select
    count(*) filter (where p.at_ms >= request.at_ms - 86400000) as terminal_count_1d,
    count(*) filter (where p.at_ms >= request.at_ms - 604800000) as terminal_count_7d,
    count(*) filter (where p.at_ms >= request.at_ms - 2592000000) as terminal_count_30d,
    coalesce(sum(amount_minor) filter (where p.at_ms >= request.at_ms - 2592000000), 0) as terminal_sum,
    count(*) filter (where p.at_ms > settled_ms - 86400000 and p.at_ms <= settled_ms) as settled_1d,
    count(*) filter (where p.at_ms > settled_ms - 604800000 and p.at_ms <= settled_ms) as settled_7d,
    count(*) filter (where p.at_ms > settled_ms - 2592000000 and p.at_ms <= settled_ms) as settled_30d,
    count(*) filter (where p.at_ms > settled_ms - 86400000 and p.at_ms <= settled_ms
      and reported_at_ms <= request.at_ms) as settled_reported_1d,
    count(*) filter (where p.at_ms > settled_ms - 604800000 and p.at_ms <= settled_ms
      and reported_at_ms <= request.at_ms) as settled_reported_7d,
    count(*) filter (where p.at_ms > settled_ms - 2592000000 and p.at_ms <= settled_ms
      and reported_at_ms <= request.at_ms) as settled_reported_30d,
    max(p.at_ms) filter (where p.at_ms <= settled_ms
      and (reported_at_ms <= request.at_ms) is not true) as last_good_at_ms,
    max(p.at_ms) filter (where reported_at_ms <= request.at_ms) as terminal_last_reported_at_ms,
    count(distinct p.customer_id) filter (where reported_at_ms <= request.at_ms) as reported_customers
  from purchase p
  where p.terminal_id = request.terminal_id
    and p.at_ms >= request.at_ms - 5788800000 and p.at_ms < request.at_ms
) terminal
cross join lateral (
  select
    count(*) filter (where is_known and run_at_ms > coalesce(last_good_at_ms, 0)) as run_count,
    coalesce(sum(amount_minor) filter (where is_known and run_at_ms > coalesce(last_good_at_ms, 0)), 0) as run_sum,
    min(run_at_ms) filter (where is_known and run_at_ms > coalesce(last_good_at_ms, 0)) as run_first_at_ms,
    count(*) filter (where not is_known and run_at_ms <= settled_ms and run_at_ms > terminal_last_reported_at_ms)
      as good_since_reported
  from (
    select p.at_ms as run_at_ms, amount_minor, (reported_at_ms <= request.at_ms) is true as is_known
    from purchase p
    where p.terminal_id = request.terminal_id
      and p.at_ms >= request.at_ms - 5788800000 and p.at_ms < request.at_ms
  ) p
) run
