insert into purchases (
  authorization_id, customer_id, card_id, amount_minor, currency, closing, closed_minor, closed_at
)
select authorization_id, customer_id, card_id, closed_minor, currency, closing, closed_minor, closed_at
from unnest(
  $1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::timestamptz[]
) as told (authorization_id, customer_id, card_id, closed_minor, currency, closing, closed_at)
order by authorization_id
on conflict (authorization_id) do update set
  amount_minor = coalesce(purchases.amount_minor, excluded.amount_minor),
  currency = coalesce(purchases.currency, excluded.currency),
  closing = excluded.closing,
  closed_minor = excluded.closed_minor,
  closed_at = excluded.closed_at
  where purchases.closing is null
