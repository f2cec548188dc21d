insert into purchases (
  authorization_id, customer_id, card_id, amount_minor, currency, merchant_id, mcc, merchant_country, entry_mode,
  requested_at, resolution, resolution_origin, resolution_reasons, resolved_at
)
select
  authorization_id, customer_id, card_id, amount_minor, currency, merchant_id, mcc, merchant_country, entry_mode,
  requested_at, resolution, resolution_origin, string_to_array(resolution_reasons, ','), resolved_at
from unnest(
  $1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
  $10::timestamptz[], $11::text[], $12::text[], $13::text[], $14::timestamptz[]
) as told (
  authorization_id, customer_id, card_id, amount_minor, currency, merchant_id, mcc, merchant_country, entry_mode,
  requested_at, resolution, resolution_origin, resolution_reasons, resolved_at
)
order by authorization_id
on conflict (authorization_id) do update set
  amount_minor = excluded.amount_minor,
  currency = excluded.currency,
  merchant_id = excluded.merchant_id,
  mcc = excluded.mcc,
  merchant_country = excluded.merchant_country,
  entry_mode = excluded.entry_mode,
  requested_at = excluded.requested_at,
  resolution = excluded.resolution,
  resolution_origin = excluded.resolution_origin,
  resolution_reasons = excluded.resolution_reasons,
  resolved_at = excluded.resolved_at
  where purchases.resolution is null
