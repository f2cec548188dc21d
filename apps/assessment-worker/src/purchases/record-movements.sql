-- What merchants collected of each authorization so far, in parts or after its end: a debt since the first part. What was collected
-- only grows, so an older message that comes again changes nothing.
insert into purchases (
  authorization_id, customer_id, card_id, amount_minor, currency, closing, closed_minor, closed_at
)
select distinct on (authorization_id)
  authorization_id, customer_id, card_id, cleared_minor, currency, 'cleared', cleared_minor, booked_at
from unnest(
  $1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::timestamptz[]
) as booked (authorization_id, customer_id, card_id, cleared_minor, currency, booked_at)
where cleared_minor > 0
order by authorization_id, cleared_minor desc
on conflict (authorization_id) do update set
  amount_minor = coalesce(purchases.amount_minor, excluded.amount_minor),
  currency = coalesce(purchases.currency, excluded.currency),
  closing = 'cleared',
  closed_minor = excluded.closed_minor,
  closed_at = case purchases.closing when 'cleared' then least(purchases.closed_at, excluded.closed_at) else excluded.closed_at end
  where purchases.closing is distinct from 'cleared' or purchases.closed_minor < excluded.closed_minor
